import type { Table as FeatureTable } from '@betahat/features';
import type { Label } from '@betahat/models';
import { countsOf } from '../score/baseline.ts';
import { type Score, score } from '../score/score.ts';
import { explained, type Pipeline, type Training } from './fit-model.ts';

/**
 * The scores of a pipeline on rows that it was not fitted on.
 *
 * @param training for the baseline, which guesses by its classes
 * @param heldOut the rows, and for each its position in the file
 * @throws UserError for a cell that the pipeline cannot use
 */
export const judge = (
  { model, encoder }: Pipeline,
  { file, table }: Training,
  heldOut: { readonly table: FeatureTable; readonly rows: Uint32Array },
): Score => {
  const classes: readonly Label[] = model.classes;
  try {
    const { X } = encoder.transform(heldOut.table);
    return score(
      {
        classes,
        truth: heldOut.table.columns.at(-1) as Label[],
        predicted: model.predict(X) as Label[],
        probabilities: model.predictProba(X),
      },
      countsOf(table.columns.at(-1) as Label[], classes),
    );
  } catch (error) {
    throw explained(error, file, heldOut.rows);
  }
};
