import { allocate, csr, dense, toCsr } from '@betahat/linalg';
import { fista, lbfgs, newton, newtonCG, proximalNewton, sampledMetric } from '@betahat/optimizers';
import { RandomState } from '@betahat/random';
import { describe, expect, test, vi } from 'vitest';
import {
  ConvergenceError,
  LogisticRegression,
  SeparationError,
  SoftmaxRegression,
} from '../src/index.ts';

/*
 * Every fit of this file is large enough for a worker, whatever its size. Node 20 cannot run the
 * TypeScript of the worker: there the release check runs the built one.
 */
vi.mock('../src/worth-a-worker.ts', () => ({
  isWorthAWorker: () => true,
  isWorthThreads: () => false,
}));

const IN_WORKER = 'its data were read in a worker';

interface NodeProcess {
  readonly features?: { readonly typescript?: unknown };
}

const { process } = globalThis as { process?: NodeProcess };
const runsTypeScript = typeof Worker === 'function' || Boolean(process?.features?.typescript);

const random = new RandomState(7);
const ROWS = 400;
const COLS = 6;
const numbers = random.randn(ROWS * COLS);
const entries = Float64Array.from(numbers);
const X = dense(ROWS, COLS, entries);
const scores = Array.from({ length: ROWS }, (_, i) => numbers[i * COLS] + random.randn(1)[0]);
const two = scores.map((score) => (score > 0 ? 'yes' : 'no'));
const three = scores.map((score) => (score > 0.7 ? 'c' : score < -0.7 ? 'a' : 'b'));
/** The last column twice, so that without a penalty the optimum is not unique. */
const repeated = Array.from({ length: ROWS }, (_, i) => [
  ...X.data.subarray(i * COLS, (i + 1) * COLS),
  X.data[(i + 1) * COLS - 1],
]);
const separable = scores.map((_, i) => X.data[i * COLS] > 0);
const weights = scores.map((_, i) => i % 3);

describe.runIf(runsTypeScript)('in a worker', () => {
  const sparse = toCsr(
    dense(
      ROWS,
      COLS,
      X.data.map((v) => (Math.abs(v) < 0.5 ? 0 : v)),
    ),
  );

  test.each([
    ['defaults', X, {}],
    ['rows', repeated, {}],
    ['single precision', dense(ROWS, COLS, Float32Array.from(X.data)), {}],
    ['a sparse matrix', sparse, {}],
    ['kernel memory', allocated(entries), {}],
    ['weights', X, { sampleWeight: weights, classWeight: 'balanced' }],
    ['no intercept', X, { intercept: false }],
    ['no penalty, minimum norm', repeated, { l2: 0 }],
    ['l1', X, { l1: 3, l2: 0 }],
    ['l1 and l2', sparse, { l1: 1 }],
    ['newton', X, { solver: newton() }],
    ['newtonCG', X, { solver: newtonCG() }],
    ['lbfgs', sparse, { solver: lbfgs() }],
    ['a sample', X, { solver: sampledMetric({ seed: 3 }) }],
    ['fista', X, { l1: 3, solver: fista() }],
    ['proximal Newton', X, { l1: 3, solver: proximalNewton() }],
  ] as const)('%s: the bits of fit', async (_, data, options) => {
    const here = LogisticRegression.fit(data, two, options as object);
    const there = await LogisticRegression.fitAsync(data, two, options as object);
    expect([...there.coefficients]).toEqual([...here.coefficients]);
    expect(there.intercept).toBe(here.intercept);
    const { reason, seconds, ...rest } = there.report;
    expect(here.report).toMatchObject(rest);
    expect(reason).toBe(`${here.report.reason}; ${IN_WORKER}`);
    expect(seconds).toBeGreaterThan(0);
  });

  test.each([
    ['labels', three, {}],
    ['probabilities', dense(ROWS, 3, probabilities()), {}],
    ['l1', three, { l1: 2 }],
    ['weights', three, { sampleWeight: weights }],
    ['a sample', three, { solver: sampledMetric({ seed: 3 }) }],
    ['no penalty', three, { l2: 0 }],
  ] as const)('softmax, %s: the bits of fit', async (_, y, options) => {
    const here = SoftmaxRegression.fit(X, y as string[], options as object);
    const there = await SoftmaxRegression.fitAsync(X, y as string[], options as object);
    expect(there.coefficients.data).toEqual(here.coefficients.data);
    expect(there.intercepts).toEqual(here.intercepts);
    expect(there.report.passes).toBe(here.report.passes);
    expect(there.report.reason).toContain(IN_WORKER);
  });

  test('a timer of the caller ticks while the fit runs', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 0);
    // Goes on until the timer has ticked three times, which it never would on a thread that is held.
    const model = await LogisticRegression.fitAsync(X, two, {
      ...{ tolerance: 0, maxIterations: 1_000_000, solver: lbfgs(), onUnconverged: 'return' },
      onIteration: () => ticks < 3,
    });
    clearInterval(timer);
    expect(model.report.status).toBe('stopped');
    expect(ticks).toBeGreaterThanOrEqual(3);
  });

  test('progress is that of fit, on the side of the caller', async () => {
    const here: unknown[] = [];
    const there: unknown[] = [];
    LogisticRegression.fit(X, two, { onIteration: (step) => void here.push(step) });
    await LogisticRegression.fitAsync(X, two, { onIteration: (step) => void there.push(step) });
    expect(there.length).toBeGreaterThan(1);
    expect(there).toEqual(here);
  });

  test('a signal aborts it, and the error carries the model so far', async () => {
    const controller = new AbortController();
    const error = await LogisticRegression.fitAsync(X, two, {
      signal: controller.signal,
      onIteration: () => controller.abort(new Error('enough')),
    }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConvergenceError);
    const { report, model, cause } = error as ConvergenceError<LogisticRegression<string>>;
    expect(report).toMatchObject({ status: 'aborted', iterations: 1 });
    expect(model.predict([1, 0, 0, 0, 0, 0])).toBe('yes');
    expect((cause as Error).message).toBe('enough');
  });

  test('an error of a callback comes out as it is', async () => {
    const run = LogisticRegression.fitAsync(X, two, {
      onIteration: () => {
        throw new RangeError('of the caller');
      },
    });
    await expect(run).rejects.toThrow(new RangeError('of the caller'));
  });

  test('separable classes are told from there with the same words', async () => {
    const here = thrownBy(() => LogisticRegression.fit(X, separable, { l2: 0 }));
    const there = await LogisticRegression.fitAsync(X, separable, { l2: 0 }).catch((e) => e);
    expect(there).toBeInstanceOf(SeparationError);
    expect(there.columns).toEqual((here as SeparationError).columns);
    expect(there.kind).toBe('complete');
    expect(there.message).toBe((here as Error).message.replace('.fit:', '.fitAsync:'));
  });

  test('the numbers of X stay with the caller', async () => {
    await LogisticRegression.fitAsync(X, two);
    expect(X.data.length).toBe(ROWS * COLS);
  });

  test('with transfer they move', async () => {
    const given = dense(ROWS, COLS, X.data.slice());
    const model = await LogisticRegression.fitAsync(given, two, { transfer: true });
    expect(given.data.length).toBe(0);
    const { values, columns, rowStart } = sparse;
    const csrGiven = csr(ROWS, COLS, values.slice(), columns.slice(), rowStart.slice());
    await LogisticRegression.fitAsync(csrGiven, two, { transfer: true });
    expect(csrGiven.values.length + csrGiven.columns.length + csrGiven.rowStart.length).toBe(0);
    expect([...model.coefficients]).toEqual([...LogisticRegression.fit(X, two).coefficients]);
  });

  test('what cannot move is copied all the same', async () => {
    const wanted = LogisticRegression.fit(X, two);
    const larger = new Float64Array(X.data.length + 8);
    larger.set(X.data, 8);
    for (const data of [larger.subarray(8), allocated(entries).data]) {
      const given = dense(ROWS, COLS, data);
      const model = await LogisticRegression.fitAsync(given, two, { transfer: true });
      expect(given.data.length).toBe(X.data.length);
      expect([...model.coefficients]).toEqual([...wanted.coefficients]);
    }
  });

  test.runIf(typeof SharedArrayBuffer === 'function')('shared numbers stay shared', async () => {
    const shared = new Float64Array(new SharedArrayBuffer(X.data.byteLength));
    shared.set(X.data);
    const given = dense(ROWS, COLS, shared);
    const model = await LogisticRegression.fitAsync(given, two, { transfer: true });
    expect(model.report.reason).toContain(IN_WORKER);
    expect(given.data).toEqual(shared);
    expect([...model.coefficients]).toEqual([...LogisticRegression.fit(X, two).coefficients]);
  });

  test('several at once do not meet', async () => {
    const wanted = [1, 2, 3].map((l2) => LogisticRegression.fit(X, two, { l2 }).intercept);
    const fits = [1, 2, 3].map((l2) => LogisticRegression.fitAsync(X, two, { l2 }));
    expect((await Promise.all(fits)).map(({ intercept }) => intercept)).toEqual(wanted);
  });
});

test('transfer must be true or false', async () => {
  await expect(LogisticRegression.fitAsync(X, two, { transfer: 1 as never })).rejects.toThrow(
    'LogisticRegression.fitAsync: transfer must be true or false, got 1',
  );
  expect(() => LogisticRegression.fit(X, two, { transfer: true } as never)).toThrow(
    'LogisticRegression.fit: unknown option "transfer"',
  );
});

function probabilities(): Float64Array {
  return Float64Array.from({ length: ROWS * 3 }, (_, at) => {
    const label = 'abc'.indexOf(three[Math.floor(at / 3)]);
    return at % 3 === label ? 0.5 : 0.25;
  });
}

/** The same numbers in memory that the kernels read in place, which begins at 4 MB. */
function allocated(data: Float64Array): {
  kind: 'dense';
  rows: number;
  cols: number;
  data: Float64Array;
} {
  const large = allocate(100_000, COLS).data as Float64Array;
  const part = large.subarray(0, data.length);
  part.set(data);
  return { kind: 'dense', rows: ROWS, cols: COLS, data: part };
}

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
