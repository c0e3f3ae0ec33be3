import { type DenseMatrix, dense, gram, multiply, transposeMultiply } from '@betahat/linalg';
import type { Objective } from '../src/index.ts';

/** Objectives with a known minimum, each answering all that a smooth method may ask. */
export type Smooth = Objective<'evaluate' | 'curvature' | 'hessianVector' | 'along'>;

interface Parts {
  readonly dimension: number;
  readonly value: (x: Float64Array) => number;
  readonly gradient: (x: Float64Array) => Float64Array;
  readonly hessian: (x: Float64Array) => DenseMatrix;
}

const fromParts = ({ dimension, value, gradient, hessian }: Parts): Smooth => ({
  dimension,
  evaluate: ({ x, want }) => ({
    value: value(x),
    gradient: want === 'value' ? new Float64Array(0) : gradient(x),
  }),
  curvature: ({ x, want }) => {
    const H = hessian(x);
    if (want === 'matrix') return H;
    return Float64Array.from({ length: dimension }, (_, i) => H.data[i * dimension + i]);
  },
  hessianVector: ({ x, v }) => multiply(hessian(x), v) as Float64Array,
  along: ({ x, d, t }) => {
    const at = x.map((xi, i) => xi + t * d[i]);
    return { value: value(at), slope: inner(gradient(at), d) };
  },
});

export const inner = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, ai, i) => sum + ai * b[i], 0);

/** ½(x − c)ᵀA(x − c) + level. */
export const quadratic = (A: DenseMatrix, center: Float64Array, level = 0): Smooth => {
  const shifted = (x: Float64Array) => x.map((xi, i) => xi - center[i]);
  return fromParts({
    dimension: center.length,
    value: (x) => level + 0.5 * inner(shifted(x), multiply(A, shifted(x)) as Float64Array),
    gradient: (x) => multiply(A, shifted(x)) as Float64Array,
    hessian: () => A,
  });
};

/** 100(x₂ − x₁²)² + (1 − x₁)²: minimum 0 at (1, 1), not convex (H. H. Rosenbrock, 1960). */
export const rosenbrock: Smooth = fromParts({
  dimension: 2,
  value: ([a, b]) => 100 * (b - a * a) ** 2 + (1 - a) ** 2,
  gradient: ([a, b]) => Float64Array.of(-400 * a * (b - a * a) - 2 * (1 - a), 200 * (b - a * a)),
  hessian: ([a, b]) =>
    dense(2, 2, Float64Array.of(1200 * a * a - 400 * b + 2, -400 * a, -400 * a, 200)),
});

/** log(1 + e^o), without overflow. */
const softplus = (o: number): number => Math.max(o, 0) + Math.log1p(Math.exp(-Math.abs(o)));
const sigmoid = (o: number): number => {
  const e = Math.exp(-Math.abs(o));
  return o >= 0 ? 1 / (1 + e) : e / (1 + e);
};

/** Σ log(1 + e^{x_i w}) − y_i x_i w + (l2/2)‖w‖²: logistic regression without intercept. */
export const logistic = (X: DenseMatrix, y: Float64Array, l2 = 0): Smooth => {
  const logits = (w: Float64Array) => multiply(X, w) as Float64Array;
  return fromParts({
    dimension: X.cols,
    value: (w) => {
      let sum = 0.5 * l2 * inner(w, w);
      logits(w).forEach((o, i) => {
        // softplus(o) − o cancels for large o: with y = 1 it is softplus(−o).
        sum += y[i] * softplus(-o) + (1 - y[i]) * softplus(o);
      });
      return sum;
    },
    gradient: (w) => {
      const residuals = logits(w).map((o, i) =>
        y[i] === 1 ? -sigmoid(-o) : y[i] === 0 ? sigmoid(o) : sigmoid(o) - y[i],
      );
      const g = transposeMultiply(X, residuals) as Float64Array;
      return g.map((gi, i) => gi + l2 * w[i]);
    },
    hessian: (w) => {
      const H = gram(
        X,
        logits(w).map((o) => sigmoid(o) * sigmoid(-o)),
      );
      for (let i = 0; i < X.cols; i++) H.data[i * X.cols + i] += l2;
      return H;
    },
  });
};

/** Uniform numbers in [−1, 1) from a 32-bit generator (mulberry32): tests need no more. */
export const uniform = (seed: number): (() => number) => {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
};

/** A logistic problem whose columns are correlated and in units from 1e-3 to 1e3. */
export const logisticProblem = (
  rows: number,
  cols: number,
  { l2 = 1, seed = 1, scaled = false } = {},
): Smooth => {
  const next = uniform(seed);
  const X = dense(rows, cols);
  const y = new Float64Array(rows);
  const w = Float64Array.from({ length: cols }, () => 2 * next());
  for (let i = 0; i < rows; i++) {
    const common = next();
    let o = 0;
    for (let j = 0; j < cols; j++) {
      const value = next() + 2 * common;
      o += value * w[j];
      X.data[i * cols + j] = scaled ? value * 10 ** (-3 + (6 * j) / Math.max(1, cols - 1)) : value;
    }
    y[i] = sigmoid(o) > 0.5 + 0.5 * next() ? 1 : 0;
  }
  return logistic(X, y, l2);
};

/** Minimum 5 at (1, −2). */
export const bowl: Smooth = quadratic(
  dense(2, 2, Float64Array.of(3, 1, 1, 2)),
  Float64Array.of(1, -2),
  5,
);
