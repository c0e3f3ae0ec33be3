import { csr, dense, type Matrix, toCsr } from '@betahat/linalg';
import { machineThreads, sharingProblem, toShared } from '@betahat/linalg/threads';
import { RandomState } from '@betahat/random';
import { describe, expect, test } from 'vitest';
import { LogisticRegression, SoftmaxRegression } from '../src/index.ts';
import { linearObjective } from '../src/objective/linear-objective.ts';
import { dimensionOf } from '../src/objective/problem.ts';
import type { ProblemData } from '../src/worker/messages.ts';
import { partOf, problemOf } from '../src/worker/problem-data.ts';
import { sharedObjective } from '../src/worker/shared-objective.ts';

/*
 * Node 20 cannot run the TypeScript of workers; a page that is not isolated has no shared memory. There
 * the fits say so, which fit-async-fallback.test.ts is about.
 */
const runsTypeScript =
  (globalThis as { process?: { versions: { node: string } } }).process === undefined ||
  (globalThis as { process?: { features?: { typescript?: unknown } } }).process?.features
    ?.typescript !== undefined;
const canShare = sharingProblem() === null;

const random = new RandomState(11);
const ROWS = 211;
const COLS = 5;
const full = dense(ROWS, COLS, random.randn(ROWS * COLS));
const sparse = toCsr(
  dense(
    ROWS,
    COLS,
    full.data.map((v) => (Math.abs(v) < 0.6 ? 0 : v)),
  ),
);
const wave = (classes: number) => Array.from({ length: ROWS }, (_, i) => (i * 7) % classes);
const weights = Float64Array.from({ length: ROWS }, (_, i) => (i % 4) / 2);

const shared = (X: Matrix): Matrix => (X.kind === 'dense' ? toShared(X) : toShared(X));

const problem = (X: Matrix, classes: number, rest: Partial<ProblemData> = {}): ProblemData => ({
  ...{ X: shared(X), outputs: classes === 2 ? 1 : classes, targetWidth: 1, weights: null },
  targets: classes === 2 ? Float64Array.from(wave(2)) : Uint32Array.from(wave(classes)),
  ...{ l1: 0, l2: 0.7, intercept: true, ...rest },
});

const cases: [string, ProblemData][] = [
  ['binary', problem(full, 2)],
  ['binary, weights, no penalty', problem(full, 2, { weights, l2: 0 })],
  ['sparse, no intercept', problem(sparse, 2, { intercept: false })],
  ['softmax', problem(full, 3)],
  ['softmax, sparse, no penalty', problem(sparse, 4, { weights, l2: 0 })],
];

const positive = (v: number): number => Math.max(v, 0);

const point = (length: number) => random.randn(length).map((v) => 0.4 * v);

const expectClose = (got: ArrayLike<number>, wanted: ArrayLike<number>): void => {
  expect(got.length).toBe(wanted.length);
  for (let i = 0; i < got.length; i++) {
    if (got[i] === wanted[i]) continue;
    expect(Math.abs(got[i] - wanted[i])).toBeLessThanOrEqual(1e-12 * (1 + Math.abs(wanted[i])));
  }
};

test.each(cases)('%s: parts of the rows add up to the whole', (_, data) => {
  const whole = linearObjective(problemOf(data));
  const x = point(dimensionOf(problemOf(data)));
  const asked = { ask: 'evaluate', x, want: 'gradient' } as const;
  const all = whole.evaluate(asked);
  const parts = [
    [0, 90],
    [90, 91],
    [91, ROWS],
  ].map(([from, to]) => linearObjective(problemOf(partOf(data, from, to, 1 / 3))).evaluate(asked));
  expectClose([parts.reduce((sum, { value }) => sum + value, 0)], [all.value]);
  expectClose(
    all.gradient.map((_, i) => parts.reduce((sum, { gradient }) => sum + gradient[i], 0)),
    all.gradient,
  );
});

describe.runIf(runsTypeScript && canShare)('on several threads', () => {
  test.each(cases)('%s: answers are those of one thread', (_, data) => {
    const one = linearObjective(problemOf(data));
    const d = one.dimension;
    const [x, v] = [point(d), point(d)];
    for (const threads of [2, 3]) {
      const many = sharedObjective(problemOf(data), data, threads);
      const at = { ask: 'evaluate', x, want: 'gradient' } as const;
      expectClose(many.evaluate(at).gradient, one.evaluate(at).gradient);
      expect(many.passes()).toBeCloseTo(1, 12);
      expectClose([many.evaluate(at).value], [one.evaluate(at).value]);
      const product = { ask: 'hessianVector', x, v } as const;
      expectClose(many.hessianVector(product), one.hessianVector(product));
      const along = { ask: 'along', x, d: v, t: 0.3 } as const;
      expectClose(Object.values(many.along(along)), Object.values(one.along(along)));
      for (const want of ['matrix', 'diagonal'] as const) {
        const [a, b] = [many, one].map((o) => o.curvature({ ask: 'curvature', x, want }));
        expectClose('kind' in a ? a.data : a, 'kind' in b ? b.data : b);
      }
      const part = { ask: 'curvature', x, want: 'matrix', columns: Uint32Array.of(3, 0) } as const;
      const [a, b] = [many, one].map((o) => o.curvature(part));
      expectClose('kind' in a ? a.data : a, 'kind' in b ? b.data : b);
      many.evaluate(at);
      one.evaluate(at);
      expectClose([many.gap({ ask: 'gap', x })], [one.gap({ ask: 'gap', x })]);
      // A page's own thread does all ranges itself; in a fit it is a worker that waits.
      if (typeof document === 'undefined') expect(many.reason()).toBeNull();
      else expect(many.reason()).toContain('a browser does not let its main thread wait');
    }
  });

  const many = Math.min(2, machineThreads());

  test.runIf(many > 1)('fitAsync: the same bits each time, the optimum of fit', async () => {
    for (const X of [full, sparse, Array.from({ length: ROWS }, (_, i) => [full.data[i * COLS]])]) {
      for (const options of [{ l2: 1 }, { l1: 0.5, l2: 0.1 }]) {
        const here = LogisticRegression.fit(X, wave(2), options);
        const [a, b] = [
          await LogisticRegression.fitAsync(X, wave(2), { ...options, threads: many }),
          await LogisticRegression.fitAsync(X, wave(2), { ...options, threads: many }),
        ];
        expect(a.report.threads).toBe(many);
        expect(a.report.reason).toMatch(/its data were read by 2 threads$/);
        expect([...a.coefficients]).toEqual([...b.coefficients]);
        expect(a.report.objective).toBeCloseTo(here.report.objective, 9);
        expect(a.report.converged).toBe(true);
      }
    }
  });

  test.runIf(many > 1)('fits on end, on other data in the memory of the fit before', async () => {
    const rows = 6000;
    const labels = Array.from({ length: rows }, (_, i) => i % 2);
    const data = [0, 1, 2].map(() => dense(rows, 100, random.randn(100 * rows)));
    const thin = data.map(({ data: numbers }) => toCsr(dense(rows, 100, numbers.map(positive))));
    for (const X of [...data, ...thin, data[0]]) {
      const fit = await LogisticRegression.fitAsync(X, labels, { threads: many });
      expect(fit.report.reason).toMatch(/its data were read by 2 threads$/);
      expectClose(
        fit.coefficients.map((v) => Math.round(v * 1e6)),
        LogisticRegression.fit(X, labels).coefficients.map((v) => Math.round(v * 1e6)),
      );
    }
  });

  test.runIf(many > 1)('softmax, shared data and an empty part', async () => {
    const X = csr(
      4,
      2,
      Float64Array.of(1, 1, 2),
      Uint32Array.of(0, 0, 1),
      Uint32Array.of(0, 1, 3, 3, 3),
    );
    const labels = ['a', 'b', 'c', 'a'];
    const one = SoftmaxRegression.fit(X, labels);
    const two = await SoftmaxRegression.fitAsync(toShared(X), labels, { threads: many });
    expect(two.report.threads).toBe(many);
    expectClose(
      two.coefficients.data.map((v) => Math.round(v * 1e6)),
      one.coefficients.data.map((v) => Math.round(v * 1e6)),
    );
  });
});

describe('bad values', () => {
  test.each([0, 1.5, -1, Number.NaN, '2', null])('threads: %s', async (threads) => {
    const fit = LogisticRegression.fitAsync(full, wave(2), { threads: threads as never });
    await expect(fit).rejects.toThrow(/LogisticRegression.fitAsync: threads must be/);
  });

  test('more threads than the machine has', async () => {
    const fit = LogisticRegression.fitAsync(full, wave(2), { threads: machineThreads() + 1 });
    await expect(fit).rejects.toThrow(/threads must be at most/);
  });

  test('fit runs on the caller’s thread: it knows no threads', () => {
    expect(() => LogisticRegression.fit(full, wave(2), { threads: 2 } as never)).toThrow(/threads/);
  });
});
