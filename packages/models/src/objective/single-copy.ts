import { allocate, type DenseMatrix, engineOf } from '@betahat/linalg';
import { type LinearProblem, TALL } from './problem.ts';

/**
 * Bytes of a float64 matrix for which a copy pays. Making one takes as long as it saves in nine products
 * (160 MB: 62 ms; a product 6.5 ms in place of 13.5), and below this the caches hold much of X.
 */
const LEAST_BYTES = 32 << 20;

/** And up to which it is made: the copy has half of it, so that a fit holds no more than 192 MB beyond X. */
const MOST_BYTES = 384 << 20;

/** What rounding may do to the curvature in any direction, as a share of it. */
const HARMLESS = 0.01;

/** Half the distance of neighbouring float32 numbers, relative. */
const ROUNDING = 2 ** -24;

/**
 * X in float32, in the memory that products run fastest on, for Hessian-vector products of which conjugate
 * gradients need a few digits; values and gradients are those of X itself. Null where it would not pay,
 * takes too much memory, or rounding might show: with X̂ = X + Δ and |Δᵢⱼ| ≤ 2⁻²⁴ |Xᵢⱼ| the
 * curvature vᵀĤv = ‖D^½X̂v‖² + l2‖v‖² is that of H but for a share of
 *
 *     2 ‖D^½Δ‖_F / √l2 ≤ 2⁻²⁴ √(max s) ‖X‖_F / √l2,   D ≤ max s / 4,
 *
 * (and its square), in every direction. That must be at most 0.01. Columns with values far from 0 in
 * tiny spread, and fits without an L2 penalty, keep to float64.
 */
export const singleCopy = (problem: LinearProblem): DenseMatrix | null => {
  const { X, outputs, loss, l2, scratch = allocate } = problem;
  if (X.kind !== 'dense' || outputs > 1 || X.data.BYTES_PER_ELEMENT !== 8) return null;
  const { rows, cols, data } = X;
  // Taller ones take few products, by a sample's factor. 20 000×1000 takes 0.34 s, 0.41 without a copy.
  if (rows >= TALL * (cols + 1)) return null;
  if (data.byteLength < LEAST_BYTES || data.byteLength > MOST_BYTES) return null;
  if (engineOf(data) !== undefined) return null;
  const heaviest = loss.weights?.reduce((most, s) => Math.max(most, s), 0) ?? 1;
  const limit = ((HARMLESS / ROUNDING) ** 2 * l2) / heaviest;
  if (!(limit > 0)) return null;
  const copy = scratch(rows, cols, 'float32');
  if (engineOf(copy.data) === undefined) return null;
  const to = copy.data;
  let squares = 0;
  for (let row = 0, at = 0; row < rows; row++) {
    let [even, odd] = [0, 0];
    const end = at + cols;
    for (; at + 1 < end; at += 2) {
      const a = data[at];
      const b = data[at + 1];
      to[at] = a;
      to[at + 1] = b;
      even += a * a;
      odd += b * b;
    }
    if (at < end) {
      to[at] = data[at];
      even += data[at] * data[at];
      at += 1;
    }
    squares += even + odd;
    if (!(squares <= limit)) return null;
  }
  return copy;
};
