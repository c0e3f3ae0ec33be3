import { type DenseMatrix, dense, gram, multiply, transposeMultiply } from '@betahat/linalg';
import type { Composite, Objective } from '../src/index.ts';

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

const inner = (a: Float64Array, b: Float64Array): number =>
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

/**
 * Logistic loss + (l2/2)‖w‖² + l1‖w‖₁ without intercept, with its duality gap: the dual point is the
 * residuals, scaled so that the conjugate of the penalty is finite.
 */
export const lasso = (
  X: DenseMatrix,
  y: Float64Array,
  l1: number,
  l2 = 0,
): Required<Composite<'evaluate' | 'curvature' | 'along' | 'hessianVector'>> => {
  const smooth = logistic(X, y, l2);
  const xlogx = (p: number) => (p > 0 ? p * Math.log(p) : 0);
  return {
    dimension: X.cols,
    smooth: {
      ...smooth,
      curvature: (request) => {
        const H = smooth.curvature({ ...request, want: 'matrix' }) as DenseMatrix;
        const { columns } = request;
        if (columns === undefined) return H;
        const n = columns.length;
        const part = dense(n, n);
        columns.forEach((a, i) => {
          columns.forEach((b, j) => {
            part.data[i * n + j] = H.data[a * X.cols + b];
          });
        });
        return part;
      },
    },
    penalty: {
      value: (w) => l1 * w.reduce((sum, wj) => sum + Math.abs(wj), 0),
      proxAt: (_, u, step) => Math.sign(u) * Math.max(Math.abs(u) - l1 * step, 0),
      violationAt: (_, z, g) => (z === 0 ? Math.max(Math.abs(g) - l1, 0) : g + l1 * Math.sign(z)),
    },
    gap: ({ x }) => {
      const logits = multiply(X, x) as Float64Array;
      const residuals = logits.map((o, i) => sigmoid(o) - y[i]);
      const slopes = transposeMultiply(X, residuals) as Float64Array;
      const steepest = slopes.reduce((most, s) => Math.max(most, Math.abs(s)), 0);
      const c = l2 > 0 ? 1 : Math.min(1, l1 / steepest);
      let dual = 0;
      residuals.forEach((r, i) => {
        const p = c * r + y[i];
        dual -= xlogx(p) + xlogx(1 - p);
      });
      if (l2 > 0) {
        for (const s of slopes) dual -= Math.max(Math.abs(s) - l1, 0) ** 2 / (2 * l2);
      }
      const primal = smooth.evaluate({ ask: 'evaluate', x, want: 'value' }).value;
      return primal + l1 * x.reduce((sum, wj) => sum + Math.abs(wj), 0) - dual;
    },
  };
};

/** A lasso with few of its many columns at work. */
export const lassoProblem = (rows: number, cols: number, l1: number, l2 = 0, seed = 3) => {
  const next = uniform(seed);
  const X = dense(rows, cols);
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const common = next();
    let o = 0;
    for (let j = 0; j < cols; j++) {
      X.data[i * cols + j] = next() + 0.5 * common;
      if (j % 7 === 0) o += X.data[i * cols + j] * (j % 2 === 0 ? 2 : -3);
    }
    y[i] = o + next() > 0 ? 1 : 0;
  }
  return { X, y, problem: lasso(X, y, l1, l2) };
};

/** Elastic net with a free intercept: the last variable, whose column is all 1. */
export const elasticNetWithIntercept = (
  X: DenseMatrix,
  y: Float64Array,
  l1: number,
  l2: number,
): Composite<'evaluate' | 'curvature'> => {
  const cols = X.cols + 1;
  const wide = dense(X.rows, cols);
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < cols; j++) {
      wide.data[i * cols + j] = j < X.cols ? X.data[i * X.cols + j] : 1;
    }
  }
  const { smooth } = lasso(wide, y, l1, 0);
  const free = cols - 1;
  return {
    dimension: cols,
    smooth,
    // The whole elastic net in the penalty, as the proximal methods must bear that too.
    penalty: {
      value: (w) =>
        w.reduce((sum, v, j) => sum + (j === free ? 0 : l1 * Math.abs(v) + 0.5 * l2 * v * v), 0),
      proxAt: (j, u, step) =>
        j === free ? u : (Math.sign(u) * Math.max(Math.abs(u) - l1 * step, 0)) / (1 + l2 * step),
      violationAt: (j, z, g) => {
        if (j === free) return g;
        return z === 0 ? Math.max(Math.abs(g) - l1, 0) : g + l1 * Math.sign(z) + l2 * z;
      },
    },
  };
};
