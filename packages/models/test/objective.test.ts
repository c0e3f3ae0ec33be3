import { csr, type DenseMatrix, dense, type Matrix, toCsr } from '@betahat/linalg';
import { binaryCrossEntropyBlock, categoricalCrossEntropyBlock } from '@betahat/losses';
import { minimize, newton } from '@betahat/optimizers';
import { RandomState } from '@betahat/random';
import { describe, expect, test } from 'vitest';
import { kroneckerCurvature } from '../src/objective/kronecker.ts';
import { linearObjective } from '../src/objective/linear-objective.ts';
import { dimensionOf, type LinearProblem } from '../src/objective/problem.ts';
import { targetedLoss } from '../src/objective/targeted-loss.ts';

const random = new RandomState(3);

interface Shape {
  rows: number;
  cols: number;
  classes: number;
  intercept?: boolean;
  l2?: number;
  weighted?: boolean;
  sparse?: boolean;
  soft?: boolean;
}

/** A problem with a third of its entries zero, so that CSR has something to leave out. */
const problemOf = (shape: Shape): LinearProblem => {
  const { rows, cols, classes, intercept = true, l2 = 0.7, weighted, sparse, soft } = shape;
  const data = Float64Array.from(random.randn(rows * cols)).map((v, i) => (i % 3 === 1 ? 0 : v));
  const full = dense(rows, cols, data);
  const X: Matrix = sparse ? toCsr(full) : full;
  const weights = weighted ? Float64Array.from({ length: rows }, (_, i) => (i % 4) * 0.5) : null;
  const rest = { X, l1: 0, l2, intercept, kronecker: kroneckerCurvature };
  if (classes === 2) {
    const y = Float64Array.from({ length: rows }, (_, i) => (soft ? (i % 5) / 4 : i % 2));
    return { ...rest, outputs: 1, loss: targetedLoss(binaryCrossEntropyBlock, y, 1, weights) };
  }
  const loss = categoricalCrossEntropyBlock(classes);
  if (!soft) {
    const y = Uint32Array.from({ length: rows }, (_, i) => (i * 7) % classes);
    return { ...rest, outputs: classes, loss: targetedLoss(loss, y, 1, weights) };
  }
  const y = new Float64Array(rows * classes);
  for (let i = 0; i < rows; i++) {
    y[i * classes] = 0.25;
    y[i * classes + 1 + (i % (classes - 1))] = 0.75;
  }
  return { ...rest, outputs: classes, loss: targetedLoss(loss, y, classes, weights) };
};

const cases: [string, LinearProblem][] = [
  ['binary', problemOf({ rows: 23, cols: 3, classes: 2 })],
  ['binary, one row, one column', problemOf({ rows: 1, cols: 1, classes: 2 })],
  ['binary, more columns than rows', problemOf({ rows: 5, cols: 9, classes: 2 })],
  ['binary, no intercept', problemOf({ rows: 23, cols: 3, classes: 2, intercept: false })],
  [
    'binary, weights, soft',
    problemOf({ rows: 23, cols: 3, classes: 2, weighted: true, soft: true }),
  ],
  ['binary, sparse', problemOf({ rows: 700, cols: 5, classes: 2, sparse: true })],
  ['binary, many blocks', problemOf({ rows: 3001, cols: 7, classes: 2, weighted: true })],
  ['softmax', problemOf({ rows: 31, cols: 4, classes: 3 })],
  [
    'softmax, no intercept, no penalty',
    problemOf({ rows: 31, cols: 4, classes: 3, intercept: false, l2: 0 }),
  ],
  [
    'softmax, weights, soft',
    problemOf({ rows: 31, cols: 4, classes: 5, weighted: true, soft: true }),
  ],
  ['softmax, sparse', problemOf({ rows: 400, cols: 4, classes: 3, sparse: true, weighted: true })],
];

const point = (length: number, scale: number) =>
  Float64Array.from(random.randn(length)).map((v) => v * scale);

/** f′(t) by the five-point rule. */
const slope = (f: (t: number) => number, h: number): number =>
  (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);

describe.each(cases)('%s', (_, problem) => {
  const objective = linearObjective(problem);
  const d = dimensionOf(problem);
  const x = point(d, 0.3);
  const v = point(d, 1);
  const moved = (t: number) => x.map((xi, i) => xi + t * v[i]);
  const evaluate = (at: Float64Array) =>
    objective.evaluate({ ask: 'evaluate', x: at, want: 'gradient' });
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, ai, i) => sum + ai * b[i], 0);

  test('the value alone is the value beside the gradient', () => {
    const { value, gradient } = objective.evaluate({ ask: 'evaluate', x, want: 'value' });
    expect(value).toBeCloseTo(evaluate(x).value, 11);
    expect(gradient).toHaveLength(0);
  });

  test('the gradient is that of differences', () => {
    const numeric = slope((t) => evaluate(moved(t)).value, 1e-3);
    expect(Math.abs(dot(evaluate(x).gradient, v) - numeric)).toBeLessThan(
      1e-8 * problem.X.rows + 1e-9,
    );
  });

  test('Hessian products are differences of gradients', () => {
    const product = objective.hessianVector({ ask: 'hessianVector', x, v });
    for (let i = 0; i < d; i++) {
      const numeric = slope((t) => evaluate(moved(t)).gradient[i], 1e-3);
      expect(Math.abs(product[i] - numeric)).toBeLessThan(1e-8 * problem.X.rows + 1e-9);
    }
  });

  test('the Hessian matrix times v is the product, apart from the gauge', () => {
    const H = objective.curvature({ ask: 'curvature', x, want: 'matrix' });
    if (H instanceof Float64Array) throw new Error('asked for a matrix');
    // A direction without a common part for all classes feels nothing of the gauge term.
    const u = v.slice();
    if (problem.outputs > 1) removeCommonPart(u, problem);
    const product = objective.hessianVector({ ask: 'hessianVector', x, v: u });
    for (let i = 0; i < d; i++) {
      const row = H.data.subarray(i * d, (i + 1) * d) as Float64Array;
      expect(dot(row, u)).toBeCloseTo(product[i], 9);
      for (let j = 0; j < d; j++) expect(H.data[i * d + j]).toBe(H.data[j * d + i]);
    }
  });

  if (problem.outputs > 1)
    test('the product form has the trace of the Hessian', () => {
      const { outer, inner, indices } = objective.kronecker({ ask: 'kronecker', x });
      const diagonal = objective.curvature({ ask: 'curvature', x, want: 'diagonal' });
      if (!(diagonal instanceof Float64Array)) throw new Error('asked for the diagonal');
      const size = inner.rows;
      expect([...indices].sort((a, b) => a - b)).toEqual([...diagonal.keys()]);
      // Summed over the classes, A ⊗ G and the Hessian have the same diagonal, column by column.
      for (let j = 0; j < size; j++) {
        let sum = 0;
        for (let k = 0; k < problem.outputs; k++) sum += diagonal[indices[k * size + j]];
        const penalty = j < problem.X.cols ? problem.l2 : 0;
        expect(inner.data[j * size + j] + penalty).toBeCloseTo(sum, 8);
      }
      const trace = Array.from(
        { length: outer.rows },
        (_, k) => outer.data[k * (outer.cols + 1)],
      ).reduce((sum, v) => sum + v, 0);
      expect(trace).toBeCloseTo(1, 12);
    });

  test('arrows are the diagonal freed of the intercept of its output', () => {
    const { diagonal, shift, tip } = objective.arrow({ ask: 'arrow', x });
    const H = objective.curvature({ ask: 'curvature', x, want: 'diagonal' }) as Float64Array;
    if (!problem.intercept) {
      expect([...diagonal]).toEqual([...H]);
      expect(tip).toHaveLength(0);
      return;
    }
    const { outputs } = problem;
    const { cols } = problem.X;
    for (let i = 0; i < d; i++) {
      const isIntercept = i >= outputs * cols;
      if (isIntercept) expect(tip[i]).toBe(i);
      if (shift[i] !== 0) expect(tip[i]).toBe(outputs * cols + Math.floor(i / cols));
      if (tip[i] === i) {
        expect(diagonal[i]).toBe(H[i]);
        continue;
      }
      const unit = new Float64Array(d).with(tip[i], 1) as Float64Array<ArrayBuffer>;
      const row = objective.hessianVector({ ask: 'hessianVector', x, v: unit });
      expect(shift[i]).toBeCloseTo(row[i] / row[tip[i]], 9);
      expect(diagonal[i]).toBeCloseTo(H[i] - row[i] ** 2 / row[tip[i]], 9);
    }
    // One row alone, centred, leaves nothing: then the plain diagonal stays.
    if (problem.X.rows > 1) expect(tip.some((to, i) => to !== i)).toBe(true);
  });

  test('the bound of strong convexity is above the gap, and closes in on it', () => {
    const gapAt = (at: Float64Array, enough?: number) => {
      evaluate(at);
      return objective.gap({ ask: 'gap', x: at, ...(enough === undefined ? {} : { enough }) });
    };
    // Without a penalty, and with one row, whose best intercept is infinite, nothing is known.
    if (problem.l2 === 0 || problem.X.rows === 1) {
      expect(gapAt(x)).toBe(Number.POSITIVE_INFINITY);
      return;
    }
    const best = minimize(objective, newton(), x, { tolerance: 1e-14 });
    const bounds = [1, 1e-2, 1e-4].map((t) => {
      const at = best.x.map((b, i) => b + t * (x[i] - b));
      const bound = gapAt(at);
      expect(bound).toBeGreaterThanOrEqual((evaluate(at).value - best.value) * (1 - 1e-6) - 1e-12);
      // A gradient that is already too large costs no read.
      const { gradient } = evaluate(at);
      const before = objective.passes();
      expect(objective.gap({ ask: 'gap', x: at, enough: 0, gradient })).toBeGreaterThan(0);
      expect(objective.passes()).toBe(before);
      return bound;
    });
    // Second order in the distance, as the gap is.
    expect(bounds[1]).toBeLessThan(1e-3 * bounds[0]);
    expect(bounds[2]).toBeLessThan(1e-3 * bounds[1]);
  });

  test('a batch of all rows is the whole; batches of a partition average to it', () => {
    const { rows } = problem.X;
    const all = Uint32Array.from({ length: rows }, (_, i) => i);
    const batch = (chosen: Uint32Array) =>
      objective.batch({ ask: 'batch', x, rows: chosen, share: chosen.length / rows });
    expect(batch(all).value).toBeCloseTo(evaluate(x).value, 9);
    const sum = new Float64Array(d);
    for (const i of all) {
      batch(Uint32Array.of(i)).gradient.forEach((g, k) => {
        sum[k] += g / rows;
      });
    }
    evaluate(x).gradient.forEach((g, k) => {
      expect(sum[k]).toBeCloseTo(g, 8);
    });
  });

  test('the terms of the rows and the ridge add up to the gradient', () => {
    const terms = objective.terms({ ask: 'terms' });
    const { outputs, columns, ridge, intercept } = terms;
    const sum = Float64Array.from(x, (v, i) => (i < outputs * columns ? ridge * v : 0));
    for (let i = 0; i < terms.rows; i++) {
      const { columns: named, values } = terms.row(i);
      const at = (e: number) => (named === null ? e : named[e]);
      const logits = new Float64Array(outputs);
      for (let k = 0; k < outputs; k++) {
        if (intercept) logits[k] = x[outputs * columns + k];
        values.forEach((value, e) => {
          logits[k] += value * x[k * columns + at(e)];
        });
      }
      terms.residual(i, logits);
      for (let k = 0; k < outputs; k++) {
        if (intercept) sum[outputs * columns + k] += logits[k];
        values.forEach((value, e) => {
          sum[k * columns + at(e)] += logits[k] * value;
        });
      }
    }
    evaluate(x).gradient.forEach((g, k) => {
      expect(sum[k]).toBeCloseTo(g, 8);
    });
  });

  test('the diagonal of the Hessian is v·Hv for unit vectors', () => {
    const diagonal = objective.curvature({ ask: 'curvature', x, want: 'diagonal' });
    if (!(diagonal instanceof Float64Array)) throw new Error('asked for the diagonal');
    for (let i = 0; i < d; i++) {
      const unit = new Float64Array(d).with(i, 1) as Float64Array<ArrayBuffer>;
      const product = objective.hessianVector({ ask: 'hessianVector', x, v: unit });
      expect(diagonal[i]).toBeCloseTo(product[i], 9);
    }
  });

  test('values and slopes along a line', () => {
    for (const t of [0, 0.5, -1, 3]) {
      const { value, slope: s } = objective.along({ ask: 'along', x, d: v, t });
      const full = evaluate(moved(t));
      expect(value).toBeCloseTo(full.value, 9);
      expect(Math.abs(s - dot(full.gradient, v))).toBeLessThan(
        1e-10 * (1 + Math.abs(s)) * problem.X.rows,
      );
    }
  });
});

const removeCommonPart = (u: Float64Array, { X, outputs, intercept }: LinearProblem): void => {
  const groups = Array.from({ length: X.cols + (intercept ? 1 : 0) }, (_, j) =>
    Array.from({ length: outputs }, (_, k) => (j < X.cols ? k * X.cols + j : outputs * X.cols + k)),
  );
  for (const group of groups) {
    const mean = group.reduce((sum, i) => sum + u[i], 0) / outputs;
    for (const i of group) u[i] -= mean;
  }
};

test('one evaluation is one read of the data', () => {
  const objective = linearObjective(problemOf({ rows: 50, cols: 4, classes: 2 }));
  const x = new Float64Array(5);
  objective.evaluate({ ask: 'evaluate', x, want: 'gradient' });
  expect(objective.passes()).toBe(1);
  // The curvature is read once, and afterwards kept by each gradient.
  objective.hessianVector({ ask: 'hessianVector', x, v: x.with(0, 1) });
  expect(objective.passes()).toBe(3);
  const y = x.with(1, 0.5);
  objective.evaluate({ ask: 'evaluate', x: y, want: 'gradient' });
  objective.hessianVector({ ask: 'hessianVector', x: y, v: x.with(0, 1) });
  expect(objective.passes()).toBe(5);
});

test('CSR and dense are the same problem', () => {
  const problem = problemOf({ rows: 60, cols: 5, classes: 3, sparse: true });
  const X = problem.X;
  if (X.kind !== 'csr') throw new Error('sparse');
  const data = new Float64Array(X.rows * X.cols);
  for (let i = 0; i < X.rows; i++) {
    for (let at = X.rowStart[i]; at < X.rowStart[i + 1]; at++)
      data[i * X.cols + X.columns[at]] = X.values[at];
  }
  const x = point(dimensionOf(problem), 1);
  const asked = { ask: 'evaluate', x, want: 'gradient' } as const;
  const sparse = linearObjective({
    ...problem,
    X: csr(X.rows, X.cols, X.values, X.columns, X.rowStart),
  }).evaluate(asked);
  const full = linearObjective({ ...problem, X: dense(X.rows, X.cols, data) }).evaluate(asked);
  expect(sparse.value).toBeCloseTo(full.value, 10);
  sparse.gradient.forEach((g, i) => {
    expect(g).toBeCloseTo(full.gradient[i], 10);
  });
});

test.each([true, false])('a part of the Hessian, sparse or dense, intercept: %s', (intercept) => {
  for (const sparse of [true, false]) {
    const problem = problemOf({ rows: 40, cols: 6, classes: 2, sparse, weighted: true, intercept });
    const objective = linearObjective(problem);
    const x = point(dimensionOf(problem), 0.5);
    const asked = { ask: 'curvature', x, want: 'matrix' } as const;
    const H = objective.curvature(asked) as DenseMatrix;
    const columns = Uint32Array.from(intercept ? [4, 6, 0, 3] : [4, 0, 3]);
    const part = objective.curvature({ ...asked, columns }) as DenseMatrix;
    columns.forEach((i, a) => {
      columns.forEach((j, b) => {
        expect(part.data[a * part.cols + b]).toBeCloseTo(H.data[i * H.cols + j], 12);
        expect(part.data[a * part.cols + b]).toBe(part.data[b * part.cols + a]);
      });
    });
  }
});

describe('a part of the Hessian, put together from blocks of rows', () => {
  test.each([
    ['binary', problemOf({ rows: 9001, cols: 12, classes: 2, weighted: true })],
    ['no intercept', problemOf({ rows: 8192, cols: 12, classes: 2, intercept: false })],
    ['softmax', problemOf({ rows: 4097, cols: 12, classes: 3, weighted: true, l2: 0 })],
  ])('%s: is that part of the whole', (_, problem) => {
    const objective = linearObjective(problem);
    const d = dimensionOf(problem);
    const x = point(d, 0.2);
    const columns = Uint32Array.from([d - 1, 0, 3, 7, ...(problem.outputs > 1 ? [13, 15] : [])]);
    const whole = objective.curvature({ ask: 'curvature', x, want: 'matrix' }) as DenseMatrix;
    const part = objective.curvature({
      ...{ ask: 'curvature', x, want: 'matrix', columns },
    }) as DenseMatrix;
    columns.forEach((i, a) => {
      columns.forEach((j, b) => {
        const wanted = whole.data[i * d + j];
        const got = part.data[a * columns.length + b];
        expect(Math.abs(got - wanted)).toBeLessThanOrEqual(1e-12 * problem.X.rows);
      });
    });
  });
});
