import { Standardize } from '@betahat/features';
import type { DenseMatrix } from '@betahat/linalg';
import { type Label, LogisticRegression } from '@betahat/models';
import type { TableModel } from '../model-file/table-model.ts';
import { plural } from '../print/numbers.ts';
import { quote, quoteAll } from '../print/quote.ts';
import { withTable } from '../table/open-table.ts';
import { UserError } from '../user-error.ts';
import { VERSION } from '../version.ts';
import { type ChosenColumns, chooseColumns } from './choose-columns.ts';
import { classEffects } from './effects.ts';
import { evaluate } from './evaluate.ts';
import { FitFailure, fitModel, type Model } from './fit-model.ts';
import type { FitOptions } from './fit-options.ts';
import type { FitReport } from './fit-report.ts';
import { type HeldOut, holdOut } from './hold-out.ts';
import { toMatrices } from './matrices.ts';
import { type ReadRows, readRows } from './read-rows.ts';

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
  const { testSize = TEST_SIZE, seed } = options;
  const heldOut = holdOut(read.classes, testSize, seed, options.testSize !== undefined);
  const data = standardized(file, chosen, read, heldOut);
  const { model, failure } = fitOrFail(data, read, options);
  const { labels, counts } = read.classes;
  const columns = data.scaling.names;
  const dropped = data.constant.map((column) => ({ column, why: 'constant in the training rows' }));
  const notNumeric = chosen.leftOut.map(({ column, why }) => ({
    column: column.name,
    why: `not numeric: ${why}`,
  }));
  const report: FitReport = {
    betahat: VERSION,
    file,
    rows: read.rows,
    target: chosen.target.name,
    classes: labels.map((label, k) => ({ label, rows: counts[k]! })),
    columns,
    leftOut: [...notNumeric, ...dropped],
    model: model instanceof LogisticRegression ? 'logistic' : 'softmax',
    l2: options.l2,
    trainingRows: data.train.rows,
    effects: classEffects(model, data.scaling),
    fit: model.report,
    secondsReading,
    heldOut:
      heldOut.testRows === 0
        ? null
        : {
            testSize,
            seed,
            ...evaluate(model, data.test, data.testLabels, countsOf(data.trainLabels, labels)),
          },
    warnings: [
      ...renamed.map(
        ({ name, as }) =>
          `two columns are named ${quote(name)}; the later one is ${quote(as)} here`,
      ),
      ...leftOutWarnings(notNumeric, dropped),
      ...heldOut.warnings,
    ],
    modelFile: null,
  };
  return {
    report,
    tableModel: { target: chosen.target.name, scaling: data.scaling, model },
    failure,
  };
};

interface Standardized {
  readonly scaling: Standardize;
  /** Names of columns with one number only in the rows to fit on. */
  readonly constant: readonly string[];
  readonly train: DenseMatrix;
  readonly trainLabels: readonly Label[];
  readonly test: DenseMatrix;
  readonly testLabels: readonly Label[];
}

const standardized = (
  file: string,
  chosen: ChosenColumns,
  read: ReadRows,
  { isTest, testRows }: HeldOut,
): Standardized => {
  const names = chosen.numeric.map(({ name }) => name);
  const raw = toMatrices(read.blocks, names.length, isTest, testRows);
  const fitted = fitScaling(file, raw.train, names);
  if (fitted.names.length === 0) {
    throw new UserError(
      `${file}: no column varies over the ${plural(raw.train.rows, 'training row')}: ${quoteAll(names)}`,
    );
  }
  const { labels, codes } = read.classes;
  const labelsOf = (held: 0 | 1): Label[] => {
    const some: Label[] = [];
    codes.forEach((code, row) => {
      if (isTest[row] === held) some.push(labels[code]!);
    });
    return some;
  };
  return {
    // Constant columns are not asked for again at prediction.
    scaling: Standardize.fromJSON({ ...fitted.toJSON(), inputs: fitted.names }),
    constant: fitted.dropped,
    train: fitted.transform(raw.train),
    trainLabels: labelsOf(0),
    test: fitted.transform(raw.test),
    testLabels: labelsOf(1),
  };
};

const fitScaling = (file: string, train: DenseMatrix, names: readonly string[]): Standardize => {
  try {
    return Standardize.fit(train, { names });
  } catch (error) {
    // Values of which neither mean nor spread fits a double.
    if (error instanceof RangeError) {
      throw new UserError(`${file}: ${error.message.replace(/^Standardize\.fit: /, '')}`);
    }
    throw error;
  }
};

const fitOrFail = (
  data: Standardized,
  read: ReadRows,
  options: FitOptions,
): { model: Model; failure: FitFailure | null } => {
  const classes = read.classes.labels.length;
  try {
    const model = fitModel(data.train, data.trainLabels, classes, data.scaling.names, options);
    return { model, failure: null };
  } catch (error) {
    if (error instanceof FitFailure && error.model !== null) {
      return { model: error.model, failure: error };
    }
    throw error;
  }
};

const countsOf = (labels: readonly Label[], classes: readonly Label[]): number[] => {
  const counts = new Map<Label, number>(classes.map((label) => [label, 0]));
  for (const label of labels) counts.set(label, counts.get(label)! + 1);
  return [...counts.values()];
};

interface LeftOut {
  readonly column: string;
  readonly why: string;
}

const leftOutWarnings = (
  notNumeric: readonly LeftOut[],
  constant: readonly LeftOut[],
): string[] => {
  const warnings: string[] = [];
  if (notNumeric.length > 0) {
    const shown = notNumeric
      .slice(0, 10)
      .map(({ column, why }) => `${quote(column)} (${why.replace(/^not numeric: /, '')})`);
    const more = notNumeric.length > 10 ? ` and ${notNumeric.length - 10} more` : '';
    warnings.push(`left out, not numeric: ${shown.join(', ')}${more}`);
  }
  if (constant.length > 0) {
    warnings.push(
      `left out, constant in the training rows: ${quoteAll(constant.map(({ column }) => column))}`,
    );
  }
  return warnings;
};
