import type { DenseMatrix } from '@betahat/linalg';
import type { Iterate, Work } from '../method.ts';
import type { Answer, SampleObjective, Shape } from '../request.ts';

/** Rows of the sample for each column at work, as a share of all rows … */
const PER_COLUMN = 30;
const SHARE = 0.1;
/** … but no more than so many for a column: they tell the Hessian to a few percent. */
const MOST_PER_COLUMN = 1000;
/** The largest share that is a saving. */
const LARGEST_SHARE = 0.25;

/** The Hessian of some columns over a random sample of the rows; null where that is no saving. */
export function* sampledHessian(
  { x, iteration }: Iterate,
  columns: Uint32Array,
): Work<never, DenseMatrix | null> {
  const shape = (yield { ask: 'shape', optional: true }) as (Answer & Shape) | null;
  if (shape === null) return null;
  const share = Math.min(SHARE * shape.rows, MOST_PER_COLUMN * columns.length);
  const rows = Math.ceil(Math.max(share, PER_COLUMN * columns.length));
  if (rows > LARGEST_SHARE * shape.rows) return null;
  const of = yield { ask: 'subsample', rows, seed: iteration, optional: true };
  if (of === null) return null;
  const sample = of as Answer & SampleObjective;
  const H = yield { ask: 'curvature', x, want: 'matrix', columns, of: sample, optional: true };
  return H as (Answer & DenseMatrix) | null;
}
