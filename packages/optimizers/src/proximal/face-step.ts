import { conjugateGradients, type NewtonSystem } from '../certificate/conjugate-gradients.ts';
import type { Work } from '../method.ts';
import type { SeparablePenalty } from '../request.ts';
import { scalingAt, scalingMetric } from '../scaling.ts';

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
 * A solve with the answers to its products cut to the variables that move. Null where the objective does
 * not answer them: they are no more than welcome.
 */
function* cut(
  solve: Work<'hessianVector', NewtonSystem>,
  moves: Uint8Array,
): Work<never, NewtonSystem | null> {
  let turn = solve.next(null);
  while (turn.done !== true) {
    const product = (yield { ...turn.value, optional: true }) as Float64Array | null;
    if (product === null) return null;
    turn = solve.next(masked(product, moves));
  }
  return turn.value;
}

const masked = (v: Float64Array, moves: Uint8Array): Float64Array =>
  v.map((vi, i) => (moves[i] === 1 ? vi : 0));

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
 */
export function* faceStep(
  x: Float64Array,
  gradient: Float64Array,
  penalty: SeparablePenalty,
  accuracy: number,
  most: number,
): Work<never, FaceTarget | null> {
  const { slopes, moves, sides } = faceAt(x, gradient, penalty);
  const scaling = yield* scalingAt(x);
  const metric = scaling === null ? undefined : scalingMetric(scaling);
  const work = conjugateGradients(x, slopes, {
    maxProducts: most,
    metric: metric && ((v) => masked(metric(v), moves)),
    enough: (found, rest, residual) => rest <= accuracy * found && residual <= Math.sqrt(accuracy),
  });
  const system = yield* cut(work, moves);
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
