import type { ColumnType } from '@betahat/features';
import type { Label } from '@betahat/models';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { type ClassEffects, classEffects, type Predictor } from '../fit/effects.ts';
import { type InputWords, withInput } from '../input/input.ts';
import type { Io } from '../io.ts';
import { readModel } from '../model-file/read-model.ts';
import { labelText } from '../print/quote.ts';
import { styleFor } from '../print/style.ts';
import { withTable } from '../table/open-table.ts';
import { UserError } from '../user-error.ts';
import { VERSION } from '../version.ts';
import { explainRow, type RowExplanation } from './explain-row.ts';
import { explanationText } from './explanation-text.ts';

export interface ExplainOptions extends Omit<InputWords, 'files'> {
  /** From 1, without the header. */
  readonly row?: number;
  /** The class whose logit is explained. */
  readonly class?: string;
  readonly top?: number;
  readonly json?: boolean;
}

/** Everything that `betahat explain` tells; `--json` prints it as it is. */
export interface Explanation {
  readonly betahat: string;
  readonly model: string;
  readonly target: string;
  readonly classes: readonly Label[];
  /** Columns of the table that the model reads. */
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly effects: readonly ClassEffects[];
  /** Null where no row was asked for. */
  readonly row: RowExplanation | null;
}

/**
 * `betahat explain`: the coefficients of a model in the units of the table, or with `--row` what each
 * column adds to the prediction of one row.
 */
export const explainCommand = async (
  modelFile: string,
  files: readonly string[],
  options: ExplainOptions,
  io: Io,
): Promise<ExitCode> => {
  const { row, top, json = false, class: wanted, ...words } = options;
  if (row === undefined && (files.length > 0 || words.sql !== undefined)) {
    throw new UserError('give the row of the table to explain: --row <number>');
  }
  if (row !== undefined && files.length === 0) {
    throw new UserError(
      '--row needs the table that it is in: betahat explain model.json table.csv --row 1',
    );
  }
  const predictor = await readModel(modelFile);
  const explained = wanted === undefined ? undefined : classOf(predictor, wanted);
  const { target, classes } = predictor;
  const explanation: Explanation = {
    ...{ betahat: VERSION, model: modelFile, target, classes },
    columns: predictor.encoder.columns.map(({ name, type }) => ({ name, type })),
    effects: classEffects(predictor).filter(
      (one) => explained === undefined || classes.length === 2 || one.class === explained,
    ),
    row:
      row === undefined
        ? null
        : await withInput({ ...words, files }, io, (input) =>
            withTable(input, (table) => explainRow(table, predictor, row, explained)),
          ),
  };
  const look = { top, width: io.stdout.columns, style: styleFor(io.stdout, io.env) };
  await io.stdout.write(
    json ? `${JSON.stringify(explanation, null, 2)}\n` : explanationText(explanation, look),
  );
  return EXIT.ok;
};

const classOf = ({ classes }: Predictor, text: string): Label => {
  const found = (classes as readonly Label[]).find((label) => String(label) === text);
  if (found === undefined) {
    const names = classes.map((label) => labelText(label)).join(', ');
    throw new UserError(`--class ${labelText(text)}: the classes of the model are ${names}`);
  }
  return found;
};
