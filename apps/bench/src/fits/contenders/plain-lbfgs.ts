import type { DenseMatrix } from '@betahat/linalg';
import { ladder } from '../contender.ts';
import { type Fit, outputsOf, type Problem } from '../problem.ts';
import { inProcess } from './in-process.ts';

interface DenseProblem extends Problem {
  readonly X: DenseMatrix;
}

/** J and its gradient at x = [W, b], one row after the other. */
const evaluate = (problem: DenseProblem, x: Float64Array, gradient: Float64Array): number => {
  const { X, y } = problem;
  const { l2 } = problem.penalties[0]!;
  const K = outputsOf(problem);
  const o = new Float64Array(K);
  let value = 0;
  gradient.fill(0);
  for (let i = 0; i < X.rows; i++) {
    const at = i * X.cols;
    for (let k = 0; k < K; k++) {
      let sum = x[K * X.cols + k]!;
      for (let j = 0; j < X.cols; j++) sum += X.data[at + j]! * x[k * X.cols + j]!;
      o[k] = sum;
    }
    if (K === 1) {
      const e = Math.exp(-Math.abs(o[0]!));
      value += Math.log1p(e) + Math.max(o[0]!, 0) - y[i]! * o[0]!;
      o[0] = (o[0]! >= 0 ? 1 / (1 + e) : e / (1 + e)) - y[i]!;
    } else {
      const m = o.reduce((a, c) => Math.max(a, c));
      const right = o[y[i]!]! - m;
      let z = 0;
      for (let k = 0; k < K; k++) z += o[k] = Math.exp(o[k]! - m);
      value += Math.log(z) - right;
      for (let k = 0; k < K; k++) o[k] = o[k]! / z - (k === y[i] ? 1 : 0);
    }
    for (let k = 0; k < K; k++) {
      for (let j = 0; j < X.cols; j++) gradient[k * X.cols + j]! += o[k]! * X.data[at + j]!;
      gradient[K * X.cols + k]! += o[k]!;
    }
  }
  for (let j = 0; j < K * X.cols; j++) {
    value += (l2 / 2) * x[j]! * x[j]!;
    gradient[j]! += l2 * x[j]!;
  }
  return value;
};

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
const MEMORY = 10;
const LIMIT = 5000;

/**
 * The yardstick: what a careful programmer writes in an afternoon. Typed arrays, L-BFGS with ten
 * pairs and a backtracking line search, plain loops. It stops at ‖∇J‖∞ ≤ tolerance · ‖∇J(0)‖∞.
 */
const fit = (problem: DenseProblem, tolerance: number): Fit => {
  const weights = outputsOf(problem) * problem.X.cols;
  let x = new Float64Array(weights + outputsOf(problem));
  let g = new Float64Array(x.length);
  let value = evaluate(problem, x, g);
  const enough = tolerance * g.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
  const pairs: { s: Float64Array; q: Float64Array; rho: number }[] = [];
  for (let n = 0; n < LIMIT && g.some((v) => Math.abs(v) > enough); n++) {
    const d = g.map((v) => -v);
    const alphas = pairs.map(() => 0);
    for (let i = pairs.length - 1; i >= 0; i--) {
      const { s, q, rho } = pairs[i]!;
      alphas[i] = rho * dot(s, d);
      for (let j = 0; j < d.length; j++) d[j]! -= alphas[i]! * q[j]!;
    }
    const last = pairs.at(-1);
    const scale = last ? 1 / (last.rho * dot(last.q, last.q)) : 1 / Math.sqrt(dot(g, g));
    for (let j = 0; j < d.length; j++) d[j]! *= scale;
    pairs.forEach(({ s, q, rho }, i) => {
      const beta = alphas[i]! - rho * dot(q, d);
      for (let j = 0; j < d.length; j++) d[j]! += beta * s[j]!;
    });
    const slope = dot(g, d);
    const gradient = new Float64Array(x.length);
    let step = 1;
    let to = x.map((v, j) => v + d[j]!);
    let reached = evaluate(problem, to, gradient);
    while (reached > value + 1e-4 * step * slope && step > 1e-12) {
      step /= 2;
      to = x.map((v, j) => v + step * d[j]!);
      reached = evaluate(problem, to, gradient);
    }
    // J that falls by no more than its own rounding has nowhere to go.
    if (step <= 1e-12 || value - reached <= Number.EPSILON * Math.abs(value)) break;
    const [s, q] = [to.map((v, j) => v - x[j]!), gradient.map((v, j) => v - g[j]!)];
    if (dot(s, q) > 0) pairs.push({ s, q, rho: 1 / dot(s, q) });
    if (pairs.length > MEMORY) pairs.shift();
    [x, g, value] = [to, gradient, reached];
  }
  return { W: x.slice(0, weights), b: x.slice(weights) };
};

/** Whether the yardstick can take it: dense, one smooth penalty. */
export const isPlain = (problem: Problem): problem is DenseProblem =>
  problem.X.kind === 'dense' && problem.penalties.length === 1 && problem.penalties[0]!.l1 === 0;

export const plainLbfgs = inProcess(
  'plain L-BFGS',
  'JavaScript',
  ladder(1, 12),
  (problem, tolerance) => {
    if (!isPlain(problem)) throw new TypeError(`plain L-BFGS cannot fit ${problem.name}`);
    return { fits: [fit(problem, tolerance)] };
  },
);
