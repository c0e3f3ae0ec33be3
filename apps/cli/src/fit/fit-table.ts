import { LogisticRegression } from '@betahat/models';
import type { TableModel } from '../model-file/table-model.ts';
import { withTable } from '../table/open-table.ts';
import { VERSION } from '../version.ts';
import { chooseColumns } from './choose-columns.ts';
import { classEffects } from './effects.ts';
import { evaluate } from './evaluate.ts';
import { type FitFailure, fitModel } from './fit-model.ts';
import type { FitOptions } from './fit-options.ts';
import type { FitReport } from './fit-report.ts';
import { holdOut } from './hold-out.ts';
import { readRows } from './read-rows.ts';
import { trainingData } from './training-data.ts';
import { leftOutWarnings, renamedWarnings } from './warnings.ts';

/** A fit as far as it came. */
export interface FittedTable {
  readonly report: FitReport;
  readonly tableModel: TableModel;
  /** Why the fit did not reach its tolerance; null if it did. */
  readonly failure: FitFailure | null;
}

const TEST_SIZE = 0.25;

/**
 * Reads a table, holds rows out, standardizes and fits the rest, and judges the model on the rows
 * held out.
 *
 * @throws UserError for anything that the user can mend; FitFailure if there is no minimum
 */
export const fitTable = async (file: string, options: FitOptions): Promise<FittedTable> => {
  const began = performance.now();
  const { chosen, read, renamed } = await withTable(file, async (table) => {
    const wanted = await chooseColumns(table, options);
    return { chosen: wanted, read: await readRows(table, wanted), renamed: table.renamed };
  });
  const secondsReading = (performance.now() - began) / 1000;

  const { target, numeric, leftOut: notNumeric } = chosen;
  const { labels, counts } = read.classes;
  const { testSize = TEST_SIZE, seed } = options;
  const heldOut = holdOut(read.classes, testSize, seed, options.testSize !== undefined);
  const names = numeric.map(({ name }) => name);
  const { scaling, constant, train, test } = trainingData(file, names, read, heldOut);
  const { model, failure } = fitModel(train, labels.length, scaling.names, options);

  const leftOut: FitReport['leftOut'] = [
    ...notNumeric.map(({ column, why }) => ({
      column: column.name,
      reason: 'not numeric' as const,
      detail: why,
    })),
    ...constant.map((column) => ({ column, reason: 'constant' as const, detail: null })),
  ];
  const report: FitReport = {
    betahat: VERSION,
    file,
    rows: read.rows,
    target: target.name,
    classes: labels.map((label, k) => ({ label, rows: counts[k]! })),
    columns: scaling.names,
    leftOut,
    model: model instanceof LogisticRegression ? 'logistic' : 'softmax',
    l2: options.l2,
    trainingRows: train.X.rows,
    effects: classEffects(model, scaling),
    fit: model.report,
    secondsReading,
    heldOut:
      heldOut.testRows === 0 ? null : { testSize, seed, ...evaluate(model, test, train.labels) },
    warnings: [...renamedWarnings(renamed), ...leftOutWarnings(leftOut), ...heldOut.warnings],
    modelFile: null,
  };
  return { report, tableModel: { target: target.name, scaling, model }, failure };
};
