import { targets } from './design.mjs';

const LIMIT = 100;

/** log(1 + exp(o)) − t·o or logsumexp(o) − o_y, summed; `P` becomes the probabilities. */
const losses = (O, y, outputs, P) => {
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    const at = i * outputs;
    if (outputs === 1) {
      const e = Math.exp(-Math.abs(O[i]));
      sum += Math.log1p(e) + Math.max(O[i], 0) - y[i] * O[i];
      P[i] = O[i] >= 0 ? 1 / (1 + e) : e / (1 + e);
      continue;
    }
    let largest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < outputs; k++) largest = Math.max(largest, O[at + k]);
    let z = 0;
    for (let k = 0; k < outputs; k++) z += P[at + k] = Math.exp(O[at + k] - largest);
    sum += Math.log(z) + largest - O[at + y[i]];
    for (let k = 0; k < outputs; k++) P[at + k] /= z;
  }
  return sum;
};

/**
 * Iteratively reweighted least squares by hand, for softmax the full Hessian with the last intercept
 * fixed at 0; steps are halved while J rises. What costs time is the library's: products with the
 * design matrix A (a column of ones last), its weighted Gram matrices, and the solution of H·d = g.
 * It stops at ‖∇J‖∞ ≤ tolerance · ‖∇J(0)‖∞.
 *
 * `by`: times(W) = A·W for (columns + 1) × outputs weights; transposed(R) = Aᵀ·R; gram(d) =
 * Aᵀ·diag(d)·A; solve(H, size, g). All in row-major Float64Arrays.
 */
export const newton = (problem, by) => {
  const { rows, cols, outputs, l2, y } = problem;
  const p = cols + 1;
  const size = outputs === 1 ? p : outputs * p - 1;
  const T = targets(problem);
  const probabilities = new Float64Array(rows * outputs);
  const weights = new Float64Array(rows);

  const value = (W) => {
    let sum = losses(by.times(W), y, outputs, probabilities);
    for (let m = 0; m < cols * outputs; m++) sum += (l2 / 2) * W[m] * W[m];
    return sum;
  };
  const gradient = (W) => {
    const g = by.transposed(probabilities.map((v, m) => v - T[m]));
    for (let m = 0; m < cols * outputs; m++) g[m] += l2 * W[m];
    return g;
  };
  /** Unknowns are ordered by class; the last intercept of a softmax is none. */
  const hessian = () => {
    const H = new Float64Array(size * size);
    for (let a = 0; a < outputs; a++)
      for (let c = a; c < outputs; c++) {
        for (let i = 0; i < rows; i++) {
          const q = probabilities[i * outputs + a];
          weights[i] = q * ((a === c ? 1 : 0) - probabilities[i * outputs + c]);
        }
        const G = by.gram(weights);
        for (let j = 0; j < p && a * p + j < size; j++)
          for (let m = 0; m < p && c * p + m < size; m++) {
            const entry = G[j * p + m] + (a === c && j === m && j < cols ? l2 : 0);
            H[(a * p + j) * size + c * p + m] = H[(c * p + m) * size + a * p + j] = entry;
          }
      }
    return H;
  };

  return (tolerance) => {
    let W = new Float64Array(p * outputs);
    let J = value(W);
    let enough = 0;
    for (let n = 0; n < LIMIT; n++) {
      const g = gradient(W);
      const norm = g.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
      if (n === 0) enough = tolerance * norm;
      if (norm <= enough) break;
      const byClass = Float64Array.from({ length: size }, (_, m) => {
        return g[(m % p) * outputs + Math.floor(m / p)];
      });
      const d = by.solve(hessian(), size, byClass);
      const moved = (step) =>
        W.map((w, m) => {
          const at = (m % outputs) * p + Math.floor(m / outputs);
          return at < size ? w - step * d[at] : w;
        });
      let step = 1;
      let to = moved(step);
      let reached = value(to);
      while (!(reached <= J) && step > 1e-6) {
        step /= 2;
        to = moved(step);
        reached = value(to);
      }
      if (!(reached < J)) break;
      [W, J] = [to, reached];
    }
    return W;
  };
};
