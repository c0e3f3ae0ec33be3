import { CellError } from '@betahat/features';
import { ConvergenceError, type FitProgress } from '@betahat/models';
import { LogisticPipeline, SoftmaxPipeline } from '@betahat/pipeline';
import { rowsOf, type TextTable } from './read-csv.ts';
import { classesOf, methodOf, type Settings, whyNot } from './settings.ts';
import { splitRows } from './split.ts';

export type Pipeline = LogisticPipeline<string> | SoftmaxPipeline<string>;

export interface FitOptions {
  readonly onIteration?: (progress: FitProgress) => void;
  readonly signal?: AbortSignal;
  readonly tolerance?: number;
  readonly initial?: Pipeline;
}

/** A fit, and what there is to say if it ended before its tolerance. */
export interface Fit {
  readonly pipeline: Pipeline;
  readonly warning: string | null;
}

/**
 * Fits the chosen model on the training rows: two classes LogisticPipeline, more SoftmaxPipeline.
 * A fit that is stopped, or does not converge, gives the model that it came to.
 * @throws Error in words, rows counted as in the file
 */
export const fitTable = async (
  table: TextTable,
  settings: Settings,
  { onIteration, signal, tolerance, initial }: FitOptions = {},
): Promise<Fit> => {
  const obstacle = whyNot(table, settings);
  if (obstacle !== null) throw new Error(obstacle);
  const { train } = splitRows(table, settings);
  const { target, columns, l1, l2, intercept } = settings;
  const options = {
    ...{ target, columns, l1, l2, intercept, solver: methodOf(settings) },
    ...(onIteration && { onIteration }),
    ...(signal && { signal }),
    ...(tolerance !== undefined && { tolerance }),
    ...(initial && { initial: initial.model }),
  };
  const isBinary = classesOf(table, target).length === 2;
  // Which options go together is checked by the fit; here they are data that the reader chose.
  const fit = (isBinary ? LogisticPipeline : SoftmaxPipeline).fitAsync as (
    rows: TextTable,
    options: unknown,
  ) => Promise<Pipeline>;
  try {
    return { pipeline: await fit(rowsOf(table, train), options), warning: null };
  } catch (error) {
    if (error instanceof ConvergenceError)
      return { pipeline: error.model as unknown as Pipeline, warning: error.report.message };
    if (error instanceof CellError)
      throw new Error(
        `Column "${error.column}", row ${train[error.row]! + 2} of the file: "${String(error.value)}" cannot be used here.`,
      );
    throw error;
  }
};
