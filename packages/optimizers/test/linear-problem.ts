import { dense } from '@betahat/linalg';
import type { Objective, SampleObjective, SubsampleRequest } from '../src/index.ts';
import { uniform } from './problems.ts';

/**
 * Logistic (outputs = 1) and softmax regression with an intercept in plain loops: what models builds
 * from the kernels, in one page, for tests that count reads. Parameters: [W row by row, intercepts].
 */
export interface LinearData {
  readonly rows: number;
  readonly cols: number;
  readonly outputs: number;
  readonly X: Float64Array;
  /** Class of each row; for one output 0 or 1. */
  readonly y: Uint32Array;
  readonly l2: number;
}

export type LinearObjective = Objective<
  | 'evaluate'
  | 'curvature'
  | 'hessianVector'
  | 'along'
  | 'kronecker'
  | 'drift'
  | 'subsample'
  | 'shape'
  | 'batch'
  | 'terms'
> & { readonly share?: number };

export const linearObjective = (data: LinearData, scale = 1, share = 1): LinearObjective => {
  const { rows, cols, outputs: K, X, y, l2 } = data;
  const d = K * (cols + 1);
  const offset = K * cols;
  const logits = new Float64Array(K);

  const predict = (x: Float64Array, i: number): void => {
    for (let k = 0; k < K; k++) {
      let o = x[offset + k];
      for (let j = 0; j < cols; j++) o += X[i * cols + j] * x[k * cols + j];
      logits[k] = o;
    }
  };
  /** logits → probabilities; returns the loss of row i. */
  const loss = (i: number): number => {
    if (K === 1) {
      const o = logits[0];
      const e = Math.exp(-Math.abs(o));
      logits[0] = o >= 0 ? 1 / (1 + e) : e / (1 + e);
      return Math.log1p(e) + (y[i] === 1 ? Math.max(-o, 0) : Math.max(o, 0));
    }
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < K; k++) most = Math.max(most, logits[k]);
    const own = logits[y[i]];
    let sum = 0;
    for (let k = 0; k < K; k++) sum += logits[k] = Math.exp(logits[k] - most);
    for (let k = 0; k < K; k++) logits[k] /= sum;
    return Math.log(sum) + most - own;
  };
  const addRow = (to: Float64Array, i: number): void => {
    for (let k = 0; k < K; k++) {
      const r = scale * logits[k];
      for (let j = 0; j < cols; j++) to[k * cols + j] += r * X[i * cols + j];
      to[offset + k] += r;
    }
  };
  const addPenalty = (to: Float64Array, x: Float64Array): void => {
    for (let i = 0; i < offset; i++) to[i] += l2 * x[i];
  };
  const penalty = (x: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < offset; i++) sum += x[i] * x[i];
    return 0.5 * l2 * sum;
  };
  /** Σ w_ab(i) x̃ᵢ x̃ᵢᵀ into H, rows of class a and columns of class b. */
  const weighted = (weight: (i: number) => number, x: Float64Array): Float64Array => {
    const c = cols + 1;
    const G = new Float64Array(c * c);
    for (let i = 0; i < rows; i++) {
      predict(x, i);
      loss(i);
      const s = scale * weight(i);
      for (let p = 0; p < c; p++) {
        const sp = s * (p < cols ? X[i * cols + p] : 1);
        for (let q = 0; q < cols; q++) G[p * c + q] += sp * X[i * cols + q];
        G[p * c + cols] += sp;
      }
    }
    return G;
  };
  const curvatureOf = (a: number, b: number) => (): number =>
    K === 1 ? logits[0] * (1 - logits[0]) : logits[a] * ((a === b ? 1 : 0) - logits[b]);
  const at = (k: number, p: number): number => (p < cols ? k * cols + p : offset + k);

  return {
    dimension: d,
    share,
    shape: () => ({
      rows,
      columns: cols,
      outputs: K,
      entries: rows * cols,
      hasMinimum: l2 > 0,
    }),
    evaluate: ({ x }) => {
      const gradient = new Float64Array(d);
      let value = 0;
      for (let i = 0; i < rows; i++) {
        predict(x, i);
        value += loss(i);
        logits[K === 1 ? 0 : y[i]] -= K === 1 ? y[i] : 1;
        addRow(gradient, i);
      }
      addPenalty(gradient, x);
      return { value: scale * value + penalty(x), gradient };
    },
    hessianVector: ({ x, v }) => {
      const out = new Float64Array(d);
      const q = new Float64Array(K);
      for (let i = 0; i < rows; i++) {
        predict(v, i);
        q.set(logits);
        predict(x, i);
        loss(i);
        if (K === 1) logits[0] = logits[0] * (1 - logits[0]) * q[0];
        else {
          let mean = 0;
          for (let k = 0; k < K; k++) mean += logits[k] * q[k];
          for (let k = 0; k < K; k++) logits[k] *= q[k] - mean;
        }
        addRow(out, i);
      }
      addPenalty(out, v);
      return out;
    },
    along: ({ x, d: v, t }) => {
      let value = 0;
      let slope = 0;
      const q = new Float64Array(K);
      for (let i = 0; i < rows; i++) {
        predict(v, i);
        q.set(logits);
        predict(x, i);
        for (let k = 0; k < K; k++) logits[k] += t * q[k];
        value += loss(i);
        logits[K === 1 ? 0 : y[i]] -= K === 1 ? y[i] : 1;
        for (let k = 0; k < K; k++) slope += logits[k] * q[k];
      }
      const there = x.map((xi, i) => xi + t * v[i]);
      let rise = 0;
      for (let i = 0; i < offset; i++) rise += there[i] * v[i];
      return { value: scale * value + penalty(there), slope: scale * slope + l2 * rise };
    },
    curvature: ({ x, want }) => {
      const H = dense(d, d);
      const c = cols + 1;
      for (let a = 0; a < K; a++) {
        for (let b = a; b < K; b++) {
          const G = weighted(curvatureOf(a, b), x);
          for (let p = 0; p < c; p++) {
            for (let q = 0; q < c; q++) {
              H.data[at(a, p) * d + at(b, q)] = G[p * c + q];
              H.data[at(b, q) * d + at(a, p)] = G[p * c + q];
            }
          }
        }
      }
      for (let i = 0; i < offset; i++) H.data[i * d + i] += l2;
      return want === 'matrix' ? H : Float64Array.from({ length: d }, (_, i) => H.data[i * d + i]);
    },
    kronecker: ({ x }) => {
      const c = cols + 1;
      const outer = dense(K, K);
      const inner = dense(
        c,
        c,
        weighted(() => {
          let trace = 0;
          for (let a = 0; a < K; a++) {
            trace += logits[a] * (1 - logits[a]);
            for (let b = 0; b < K; b++) outer.data[a * K + b] += curvatureOf(a, b)();
          }
          return trace;
        }, x),
      );
      let total = 0;
      for (let a = 0; a < K; a++) total += outer.data[a * K + a];
      for (let i = 0; i < K * K; i++) outer.data[i] /= total;
      for (let j = 0; j < cols; j++) inner.data[j * c + j] += l2 * (K - 1);
      const indices = Uint32Array.from({ length: K * c }, (_, i) => at(Math.floor(i / c), i % c));
      return { outer, inner, indices };
    },
    drift: ({ x, from }) => {
      const step = x.map((xi, i) => xi - from[i]);
      let most = 0;
      for (let i = 0; i < rows; i++) {
        predict(step, i);
        const low = K === 1 ? Math.min(0, logits[0]) : Math.min(...logits);
        const high = K === 1 ? Math.max(0, logits[0]) : Math.max(...logits);
        most = Math.max(most, high - low);
      }
      return most;
    },
    subsample: (request) => sampleOf(data, request, scale, share),
    batch: ({ x, rows: chosen }) => {
      const gradient = new Float64Array(d);
      let value = 0;
      for (const i of chosen) {
        predict(x, i);
        value += loss(i);
        logits[K === 1 ? 0 : y[i]] -= K === 1 ? y[i] : 1;
        addRow(gradient, i);
      }
      const weight = rows / chosen.length;
      for (let i = 0; i < d; i++) gradient[i] *= weight;
      addPenalty(gradient, x);
      return { value: weight * value + penalty(x), gradient };
    },
    terms: () => ({
      rows,
      columns: cols,
      outputs: K,
      intercept: true,
      ridge: l2,
      curvature: K === 1 ? 0.25 : 0.5,
      row: (i) => sparse(X.subarray(i * cols, (i + 1) * cols)),
      residual: (i, o) => {
        logits.set(o);
        loss(i);
        logits[K === 1 ? 0 : y[i]] -= K === 1 ? y[i] : 1;
        o.set(logits);
      },
    }),
  };
};

/** A row with zeros as a sparse one. */
const sparse = (values: Float64Array) => {
  const columns = Uint32Array.from([...values.keys()].filter((j) => values[j] !== 0));
  return columns.length === values.length
    ? { columns: null, values }
    : { columns, values: Float64Array.from(columns, (j) => values[j]) };
};

const sampleOf = (
  data: LinearData,
  { rows: m, seed }: SubsampleRequest,
  scale: number,
  share: number,
): SampleObjective => {
  const next = uniform(seed + 17);
  const order = Uint32Array.from({ length: data.rows }, (_, i) => i);
  for (let i = 0; i < m; i++) {
    const j = i + Math.floor(((next() + 1) / 2) * (data.rows - i));
    [order[i], order[j]] = [order[j], order[i]];
  }
  const rows = order.subarray(0, m).sort();
  const X = new Float64Array(m * data.cols);
  rows.forEach((row, i) => {
    X.set(data.X.subarray(row * data.cols, (row + 1) * data.cols), i * data.cols);
  });
  const part = { ...data, rows: m, X, y: Uint32Array.from(rows, (row) => data.y[row]) };
  return linearObjective(part, (scale * data.rows) / m, (share * m) / data.rows);
};

/**
 * Gaussian columns with correlation ρ^|i−j| and a common factor, labels from a linear model; the
 * columns' units run from 10^−decades to 10^decades.
 */
export const correlated = (
  rows: number,
  cols: number,
  { outputs = 1, rho = 0.95, seed = 1, l2 = 1, decades = 0 } = {},
): LinearData => {
  const next = uniform(seed);
  const normal = (): number => {
    const u = (next() + 1) / 2 || 1e-300;
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(Math.PI * next());
  };
  const W = Float64Array.from({ length: outputs * cols }, () => normal() / Math.sqrt(cols));
  const X = new Float64Array(rows * cols);
  const y = new Uint32Array(rows);
  const spread = Math.sqrt(1 - rho * rho);
  for (let i = 0; i < rows; i++) {
    const common = normal();
    let last = normal();
    const o = new Float64Array(outputs);
    for (let j = 0; j < cols; j++) {
      last = j === 0 ? last : rho * last + spread * normal();
      const value = last + common;
      for (let k = 0; k < outputs; k++) o[k] += 2 * value * W[k * cols + j];
      X[i * cols + j] = value * 10 ** (decades * ((2 * j) / Math.max(1, cols - 1) - 1));
    }
    if (outputs === 1) {
      y[i] = (next() + 1) / 2 < 1 / (1 + Math.exp(-o[0])) ? 1 : 0;
    } else {
      let best = 0;
      let most = Number.NEGATIVE_INFINITY;
      // Gumbel noise: the class is a draw from the softmax.
      for (let k = 0; k < outputs; k++) {
        const noisy = o[k] - Math.log(-Math.log((next() + 1) / 2 || 1e-300));
        if (noisy > most) {
          most = noisy;
          best = k;
        }
      }
      y[i] = best;
    }
  }
  return { rows, cols, outputs, X, y, l2 };
};
