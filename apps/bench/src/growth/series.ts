import { gaussian } from '../fits/workloads/gaussian.ts';

/** Fits of growing size along one dimension. */
export interface Series {
  readonly along: 'rows' | 'columns' | 'classes';
  readonly sizes: readonly number[];
  readonly shape: (size: number) => { rows: number; cols: number; classes: number };
}

export const SERIES: readonly Series[] = [
  {
    along: 'rows',
    sizes: [10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000],
    shape: (rows) => ({ rows, cols: 20, classes: 2 }),
  },
  {
    along: 'columns',
    sizes: [10, 20, 50, 100, 200, 500, 1000, 2000],
    shape: (cols) => ({ rows: 20_000, cols, classes: 2 }),
  },
  {
    along: 'classes',
    sizes: [2, 3, 5, 10, 20, 50, 100],
    shape: (classes) => ({ rows: 20_000, cols: 20, classes }),
  },
];

/** The problem of one size. */
export const problemOf = ({ along, shape }: Series, size: number) =>
  gaussian({ ...shape(size), name: `${size} ${along}`, family: 'small', seed: 31 });
