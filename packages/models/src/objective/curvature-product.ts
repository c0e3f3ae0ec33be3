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
    for (let k = at; k < at + outputs; k++) mean += curvature[k] * q[k];
    const s = weights === null ? 1 : weights[start + row];
    for (let k = at; k < at + outputs; k++) q[k] = s * curvature[k] * (q[k] - mean);
  }
};
