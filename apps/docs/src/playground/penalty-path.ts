import { evaluate } from './evaluate.ts';
import { fitTable, type Pipeline } from './fit.ts';
import type { TextTable } from './read-csv.ts';
import type { Settings } from './settings.ts';
import { splitRows } from './split.ts';

/** A model on the regularization path. */
export interface PathPoint {
  readonly penalty: number;
  /** One row per class (two classes: one row), columns as the model sees them. */
  readonly coefficients: readonly (readonly number[])[];
  readonly logLoss: number;
  readonly accuracy: number;
  /** Coefficients that are not zero. */
  readonly nonzero: number;
}

export type PathKind = 'l1' | 'l2';

const POINTS = 25;
const STRONGEST = 3;
const WEAKEST = -3;

/** Accurate enough to be drawn, at a fraction of the steps. */
const TOLERANCE = 1e-6;

/** Fits from the strongest penalty to the weakest, each from the solution before. */
export async function* penaltyPath(
  table: TextTable,
  settings: Settings,
  kind: PathKind,
  signal?: AbortSignal,
): AsyncGenerator<PathPoint> {
  const { test } = splitRows(table, settings);
  let initial: Pipeline | undefined;
  for (let i = 0; i < POINTS && signal?.aborted !== true; i++) {
    const penalty = 10 ** (STRONGEST + ((WEAKEST - STRONGEST) * i) / (POINTS - 1));
    const { pipeline } = await fitTable(
      table,
      { ...settings, [kind]: penalty, solver: 'auto' },
      { tolerance: TOLERANCE, ...(initial && { initial }), ...(signal && { signal }) },
    );
    if (signal?.aborted) return;
    initial = pipeline;
    const { logLoss, accuracy } = evaluate(pipeline, table, test);
    const coefficients = rowsOfCoefficients(pipeline);
    const nonzero = coefficients.flat().filter((w) => w !== 0).length;
    yield { penalty, coefficients, logLoss, accuracy, nonzero };
  }
}

/** Coefficients of the scaled columns, one row per class or one for two classes. */
const rowsOfCoefficients = ({ model, names }: Pipeline): number[][] => {
  const { coefficients } = model;
  if (!('kind' in coefficients)) return [[...coefficients]];
  return Array.from({ length: coefficients.rows }, (_, k) => [
    ...coefficients.data.subarray(k * names.length, (k + 1) * names.length),
  ]);
};
