/**
 * A probability from which on Σ_j ŷ_j q_j is nearly that class's own q, and their difference rounding: what all
 * classes have in common, which no derivative feels, is taken out first. Where ŷ = 1 − 1e-10 six digits were
 * all that was left, and products along flat directions came out negative.
 */
const DOMINANT = 0.9;

/**
 * The middle of a Hessian-vector product, in place: a block of directional logits q = x_i Vᵀ + c
 * becomes the derivative of the residuals along V.
 *
 * - one output: q ← d q with d = s ŷ(1−ŷ)
 * - softmax: q_k ← s ŷ_k (q_k − Σ_j ŷ_j q_j)
 *
 * @param curvature the loss's curvature of these rows: d (binary) or ŷ (softmax, rows×outputs)
 * @param weights s of all rows, of which the block's begin at `start`; null where all are 1
 */
export const curvatureProduct = (
  q: Float64Array,
  curvature: Float64Array,
  outputs: number,
  weights: Float64Array | null,
  start: number,
): void => {
  if (outputs === 1) {
    for (let i = 0; i < q.length; i++) q[i] *= curvature[i];
    return;
  }
  for (let row = 0, at = 0; at < q.length; row++, at += outputs) {
    let mean = 0;
    let top = -1;
    for (let k = at; k < at + outputs; k++) {
      mean += curvature[k] * q[k];
      if (curvature[k] > DOMINANT) top = k;
    }
    const s = weights === null ? 1 : weights[start + row];
    if (top >= 0) {
      const common = q[top];
      mean = 0;
      for (let k = at; k < at + outputs; k++) {
        q[k] -= common;
        mean += curvature[k] * q[k];
      }
    }
    for (let k = at; k < at + outputs; k++) q[k] = s * curvature[k] * (q[k] - mean);
  }
};
