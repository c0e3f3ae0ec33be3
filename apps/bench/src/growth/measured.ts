import { fitOurs } from '../fits/contenders/betahat.ts';
import { bytesOf } from '../fits/problem.ts';
import type { Verdict } from '../fits/verdicts.ts';
import type { Machine } from '../machine.ts';
import { median } from '../median.ts';
import { exponent } from './exponent.ts';
import { problemOf, type Series } from './series.ts';

export interface Point {
  readonly size: number;
  /** Of the matrix. */
  readonly bytes: number;
  /** Milliseconds of a fit: the median. */
  readonly ms: number;
  readonly reads: number;
  readonly solver: string;
}

/** Time of fits along one dimension. */
export interface Grown {
  readonly along: Series['along'];
  readonly points: readonly Point[];
  /** Time grows as the size to this power, over all sizes. */
  readonly exponent: number;
  /** The same from a size on: where the matrix is beyond the last-level cache, or over the larger half. */
  readonly beyond: number;
  readonly from: number;
  readonly beyondCache: boolean;
}

/** results/growth.json. */
export interface Growth {
  readonly machine: Machine;
  readonly load: number;
  /** Bytes of the last-level cache. */
  readonly cache: number;
  readonly tolerance: number;
  readonly series: readonly Grown[];
  readonly verdict: Verdict | null;
}

const ROUNDS = 5;
const LONG_MS = 5000;

/** Times the fit of one size, warm. */
export const measurePoint = (series: Series, size: number, tolerance: number): Point => {
  const problem = problemOf(series, size);
  const times: number[] = [];
  let last = fitOurs(problem, tolerance);
  for (let round = 0; round < ROUNDS && (times[0] ?? 0) < LONG_MS; round++) {
    const begin = performance.now();
    last = fitOurs(problem, tolerance);
    times.push(performance.now() - begin);
  }
  if (!last.converged) throw new Error(`${problem.name}: did not converge`);
  return {
    size,
    bytes: bytesOf(problem.X),
    ms: median(times.sort((a, b) => a - b)),
    reads: last.passes,
    solver: last.solver,
  };
};

const powerOf = (points: readonly Point[]) =>
  exponent(points.map(({ size, ms }) => [size, ms] as const));

/** Exponents of the points of a series: only rows grow the matrix alone, so only they are held against the cache. */
export const grown = (along: Series['along'], points: readonly Point[], cache: number): Grown => {
  const larger = points.filter(({ bytes }) => bytes > cache);
  const beyondCache = along === 'rows' && larger.length >= 2;
  const tail = beyondCache ? larger : points.slice(Math.floor(points.length / 2));
  return {
    along,
    points,
    exponent: powerOf(points),
    beyond: powerOf(tail),
    from: tail[0]!.size,
    beyondCache,
  };
};

const MOST_OF_ROWS = 1.05;

/** The bar of the rows, where the sizes reach beyond the cache. */
export const verdictOf = (series: readonly Grown[]): Verdict | null => {
  const rows = series.find(({ beyondCache }) => beyondCache);
  return rows === undefined
    ? null
    : {
        text: 'exponent of rows beyond the last-level cache',
        measured: rows.beyond,
        bound: MOST_OF_ROWS,
        holds: rows.beyond <= MOST_OF_ROWS,
      };
};
