import { conjugateGradients, type NewtonSystem } from '../certificate/conjugate-gradients.ts';
import type { Work } from '../method.ts';
import type { Metric } from '../quasi-newton/step.ts';
import type { HessianVectorRequest, SeparablePenalty } from '../request.ts';
import { scalingAt, scalingMetric } from '../scaling.ts';
import { type PartOfHessian, partOf, partProduct } from './part-of-hessian.ts';

/** A slope too small to overcome any kink: it moves a variable that has none. */
const TINY = 1e-290;

/** The variables that move, and the side of 0 that each has to keep to; 0 for those that are free. */
interface Face {
  readonly slopes: Float64Array;
  readonly moves: Uint8Array;
  readonly sides: Int8Array;
}

/** The variables that are not zero, and those at zero that want to leave it, to the side they want. */
const faceAt = (x: Float64Array, gradient: Float64Array, penalty: SeparablePenalty): Face => {
  const slopes = x.map((xj, j) => penalty.violationAt(j, xj, gradient[j]));
  const moves = Uint8Array.from(x, (xj, j) => +(xj !== 0 || slopes[j] !== 0));
  const sides = Int8Array.from(x, (xj, j) =>
    penalty.violationAt(j, 0, TINY) !== 0 ? 0 : Math.sign(xj === 0 ? -slopes[j] : xj),
  );
  return { slopes, moves, sides };
};

/**
 * A solve with the answers to its products cut to the variables that move, from a known Hessian or the
 * objective. Null where that does not answer them: they are no more than welcome.
 */
function* cut(
  solve: Work<'hessianVector', NewtonSystem>,
  moves: Uint8Array,
  known: PartOfHessian | null,
): Work<never, NewtonSystem | null> {
  let turn = solve.next(null);
  while (turn.done !== true) {
    const product =
      known === null
        ? ((yield { ...turn.value, optional: true }) as Float64Array | null)
        : productWith(known, (turn.value as HessianVectorRequest).v);
    if (product === null) return null;
    turn = solve.next(masked(product, moves));
  }
  return turn.value;
}

/** H v for a v that is 0 outside of the columns. */
const productWith = (known: PartOfHessian, v: Float64Array): Float64Array => {
  const out = new Float64Array(v.length);
  partProduct(known, partOf(known.columns, v)).forEach((value, i) => {
    out[known.columns[i]] = value;
  });
  return out;
};

/** v ↦ diag(H)⁻¹ v in the columns. */
const byDiagonal =
  ({ columns, H }: PartOfHessian): Metric =>
  (v) => {
    const out = v.slice();
    for (let i = 0; i < columns.length; i++) out[columns[i]] /= H.data[i * H.cols + i] || 1;
    return out;
  };

const masked = (v: Float64Array, moves: Uint8Array): Float64Array =>
  v.map((vi, i) => (moves[i] === 1 ? vi : 0));

function* metricAt(x: Float64Array): Work<never, Metric | undefined> {
  const scaling = yield* scalingAt(x);
  return scaling === null ? undefined : scalingMetric(scaling);
}

export interface FaceTarget {
  readonly target: Float64Array;
  /** How far the quadratic model falls on the face, before variables are brought back to 0. */
  readonly decrease: number;
}

/**
 * An inexact Newton step on the face of the penalty that x lies on or wants to enter, where it is smooth:
 *
 *     H_SS d = −(∇f + P′)_S by conjugate gradients,   target = x + d, at 0 where that would cross 0
 *
 * (the subspace step of orthant-based methods: R. Byrd, G. Chin, J. Nocedal & F. Oztoprak, Math. Program.
 * 159, 2016). Products with H in place of H itself: the way where many variables are at work. Null where
 * `most` products do not solve the system to `accuracy`, a share of the decrement, or H answers none.
 *
 * @param known the Hessian over all variables that move, which then answers in place of the objective
 */
export function* faceStep(
  x: Float64Array,
  gradient: Float64Array,
  penalty: SeparablePenalty,
  accuracy: number,
  most: number,
  known: PartOfHessian | null = null,
): Work<never, FaceTarget | null> {
  const { slopes, moves, sides } = faceAt(x, gradient, penalty);
  const metric = known === null ? yield* metricAt(x) : byDiagonal(known);
  const work = conjugateGradients(x, slopes, {
    maxProducts: most,
    metric: metric && ((v) => masked(metric(v), moves)),
    enough: (found, rest, residual) => rest <= accuracy * found && residual <= Math.sqrt(accuracy),
  });
  const system = yield* cut(work, moves, known);
  if (system === null) return null;
  const { direction, decrement, missing, products, indefinite } = system;
  if (indefinite || products === most || !(missing <= accuracy * decrement)) return null;
  if (!direction.every(Number.isFinite)) return null;
  const target = x.map((xj, j) => {
    const next = xj + direction[j];
    return next * sides[j] < 0 ? 0 : next;
  });
  return { target, decrease: 0.5 * decrement };
}
