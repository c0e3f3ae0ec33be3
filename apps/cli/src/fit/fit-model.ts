import {
  CellError,
  type ColumnType,
  type Table as FeatureTable,
  TableEncoder,
} from '@betahat/features';
import { type FitProgress, type Label, SeparationError } from '@betahat/models';
import { LogisticPipeline, SoftmaxPipeline } from '@betahat/pipeline';
import { plural } from '../print/numbers.ts';
import { quote, quoteAll } from '../print/quote.ts';
import { UserError } from '../user-error.ts';
import type { FitOptions } from './fit-options.ts';

export type Pipeline = LogisticPipeline<Label> | SoftmaxPipeline<Label>;

/** A fit that did not come to a minimum; exit code 1, or 130 if the user stopped it. */
export class FitFailure extends Error {
  override readonly name = 'FitFailure';
  readonly stopped: boolean;

  constructor(message: string, stopped = false) {
    super(message);
    this.stopped = stopped;
  }
}

/** Rows to fit on. */
export interface Training {
  /** The table as the user named it, for messages. */
  readonly file: string;
  readonly table: FeatureTable;
  /** For each row of `table` its position in the file. */
  readonly rows: Uint32Array;
  readonly target: string;
  readonly types: ReadonlyMap<string, ColumnType>;
  readonly classes: number;
}

/**
 * Fits two classes by logistic, more by softmax regression. A fit that did not reach its tolerance
 * comes back as far as it came, with the failure beside it.
 *
 * @param onIteration as of the models; false stops the fit
 * @throws UserError for a table that cannot be encoded; FitFailure if there is no minimum
 */
export const fitModel = async (
  training: Training,
  options: FitOptions,
  onIteration: (progress: FitProgress) => boolean,
): Promise<{ pipeline: Pipeline; failure: FitFailure | null }> => {
  const { table, target, classes } = training;
  const { l1, l2, tolerance, maxIterations, balanced } = options;
  const settings = {
    ...{
      target,
      l1,
      l2,
      onIteration,
      onUnconverged: 'return' as const,
      ...encoding(training, options),
    },
    ...(balanced === true ? { classWeight: 'balanced' as const } : {}),
    ...(tolerance === undefined ? {} : { tolerance }),
    ...(maxIterations === undefined ? {} : { maxIterations }),
  };
  try {
    const pipeline =
      classes === 2
        ? await LogisticPipeline.fitAsync<Label>(table, settings)
        : await SoftmaxPipeline.fitAsync<Label>(table, settings);
    return { pipeline, failure: failureOf(pipeline) };
  } catch (error) {
    if (error instanceof SeparationError) throw separated(error, training, options);
    throw explained(error, training.file, training.rows);
  }
};

const encoding = ({ table, target, types }: Training, { holes }: FitOptions) => ({
  columns: table.names.filter((name) => name !== target),
  perColumn: new Map([...types].map(([name, type]) => [name, { type }])),
  ...(holes === undefined ? {} : { holes }),
});

const failureOf = ({ report }: Pipeline): FitFailure | null => {
  if (report.converged) return null;
  return report.status === 'stopped'
    ? new FitFailure(
        `stopped after ${plural(report.iterations, 'iteration')}; the fit did not converge`,
        true,
      )
    : new FitFailure(report.message);
};

const separated = (
  { columns }: SeparationError,
  training: Training,
  options: FitOptions,
): FitFailure => {
  const { names } = TableEncoder.fit(training.table, encoding(training, options));
  const atWork = quoteAll(columns.map((j) => names[j]!));
  const subject =
    columns.length === 1 ? `the column ${atWork} tells` : `the columns ${atWork} tell`;
  return new FitFailure(
    `${subject} the classes apart without error, so without a penalty there is no best fit; give --l2 above 0`,
  );
};

/**
 * Errors of the encoder as ones about the file.
 *
 * @param rows for each row that was encoded its position in the file
 */
export const explained = (error: unknown, file: string, rows: Uint32Array): unknown => {
  if (error instanceof CellError) {
    const [, expected = 'another value'] = / must be (.*), got /s.exec(error.message) ?? [];
    const got = error.value == null ? 'no value' : quote(String(error.value));
    return new UserError(
      `${file}: column ${quote(error.column)} has ${got} in row ${rows[error.row]! + 1}; it must be ${expected}`,
    );
  }
  if (error instanceof RangeError) {
    return new UserError(`${file}: ${error.message.replace(/^[\w.]+: /, '')}`);
  }
  return error;
};
