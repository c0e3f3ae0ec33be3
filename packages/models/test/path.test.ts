import { allocate, dense, toCsr } from '@betahat/linalg';
import { fista } from '@betahat/optimizers';
import { RandomState } from '@betahat/random';
import { loadTable } from '@betahat/testing';
import { describe, expect, test } from 'vitest';
import { ConvergenceError, LogisticRegression, SoftmaxRegression } from '../src/index.ts';

const random = new RandomState(5);
const ROWS = 400;
const COLS = 160;
/** Neighbouring columns are correlated; every fourth one matters. */
const made = random.randn(ROWS * COLS);
const data = Float64Array.from(made, (v, at) => (at % COLS === 0 ? v : v + 0.6 * made[at - 1]));
const X = dense(ROWS, COLS, data);
const y = Array.from({ length: ROWS }, (_, i) => {
  let logit = 0.5;
  for (let j = 0; j < COLS; j += 4) logit += data[i * COLS + j] / (2 + j / 10);
  return logit + random.randn(1)[0] > 0 ? 'yes' : 'no';
});
const DOWN = Array.from({ length: 25 }, (_, k) => 40 * 0.8 ** k);
const MIXED = DOWN.map((each) => ({ l1: each, l2: each / 2 }));

const reads = (models: readonly { report: { passes: number } }[]) =>
  models.reduce((sum, { report }) => sum + report.passes, 0);

/** Each model of a path is the one of a fit of its own. */
const expectSame = (
  models: readonly LogisticRegression<string>[],
  alone: readonly LogisticRegression<string>[],
) => {
  expect(models).toHaveLength(alone.length);
  models.forEach(({ coefficients, intercept, classes, report }, k) => {
    const other = alone[k];
    expect(report.converged).toBe(true);
    expect(report.certificate!.kind).toBe('dualityGap');
    expect(classes).toEqual(other.classes);
    expect(Math.abs(report.objective / other.report.objective - 1)).toBeLessThan(1e-11);
    expect(intercept).toBeCloseTo(other.intercept, 4);
    coefficients.forEach((w, j) => {
      expect(w).toBeCloseTo(other.coefficients[j], 4);
    });
  });
};

const tolerance = 1e-12;

describe('binary', () => {
  const alone = MIXED.map((penalty) => LogisticRegression.fit(X, y, { ...penalty, tolerance }));

  test('elastic nets: those of separate fits, of many columns at work too, by fewer reads', () => {
    const models = LogisticRegression.path(X, y, MIXED, { tolerance });
    expectSame(models, alone);
    expect(models.at(-1)!.coefficients.filter((w) => w !== 0).length).toBeGreaterThan(100);
    let before: LogisticRegression<string> | undefined;
    const warm = MIXED.map((penalty) => {
      before = LogisticRegression.fit(X, y, {
        ...penalty,
        tolerance,
        ...(before && { initial: before }),
      });
      return before;
    });
    expect(reads(models)).toBeLessThan(0.6 * reads(warm));
  });

  test('from the weakest to the strongest, sparse, and float32 numbers', () => {
    const up = LogisticRegression.path(toCsr(X), y, MIXED.toReversed(), { tolerance });
    expectSame(up.toReversed(), alone);
    const single = dense(ROWS, COLS, Float32Array.from(data));
    const penalties = MIXED.slice(0, 10);
    expectSame(
      LogisticRegression.path(single, y, penalties, { tolerance }),
      penalties.map((penalty) => LogisticRegression.fit(single, y, { ...penalty, tolerance })),
    );
  });

  test('l1 alone, weights, no intercept', () => {
    const sampleWeight = y.map((_, i) => (i % 3) / 2);
    const lassos = DOWN.slice(0, 16).map((l1) => ({ l1 }));
    for (const options of [
      { tolerance, sampleWeight },
      { tolerance, intercept: false },
    ]) {
      expectSame(
        LogisticRegression.path(X, y, lassos, options),
        lassos.map((penalty) => LogisticRegression.fit(X, y, { ...penalty, l2: 0, ...options })),
      );
    }
  });

  test('with and without l1 in turn, and a method of the caller', () => {
    const penalties = [{ l1: 8 }, { l2: 2 }, { l1: 4, l2: 1 }, { l1: 2, l2: 1 }, { l2: 1 }];
    const models = LogisticRegression.path(X, y, penalties);
    expect(models.map(({ report }) => report.solver === 'proximalNewton')).toEqual(
      penalties.map(({ l1 = 0 }) => l1 > 0),
    );
    models.forEach(({ report }, k) => {
      const { l1 = 0, l2 = 0 } = penalties[k];
      const other = LogisticRegression.fit(X, y, { l1, l2 }).report;
      expect(report.objective / other.objective).toBeCloseTo(1, 9);
    });
    const own = LogisticRegression.path(
      X,
      y,
      [
        { l1: 8, l2: 1 },
        { l1: 4, l2: 1 },
      ],
      {
        solver: fista(),
        tolerance: 1e-8,
      },
    );
    expect(own.map(({ report }) => report.solver)).toEqual(['fista', 'fista']);
  });

  test('data large enough to be copied into kernel memory, or there already: the same bits', () => {
    const rows = 1100;
    const wide = 500;
    const numbers = Float64Array.from(random.randn(rows * wide));
    const resident = allocate(rows, wide);
    resident.data.set(numbers);
    const labels = Array.from({ length: rows }, (_, i) => numbers[i * wide] > 0);
    const penalties = [{ l1: 60 }, { l1: 40 }];
    const copied = LogisticRegression.path(dense(rows, wide, numbers), labels, penalties);
    const inPlace = LogisticRegression.path(resident, labels, penalties);
    copied.forEach(({ coefficients }, k) => {
      expect(coefficients).toEqual(inPlace[k].coefficients);
    });
    numbers[7 * wide + 3] = Number.NaN;
    expect(() => LogisticRegression.path(dense(rows, wide, numbers), labels, penalties)).toThrow(
      'X[7][3]',
    );
  });

  test('`initial` is where the first fit starts, each fit reports to onIteration', () => {
    const penalties = [{ l1: 8, l2: 1 }];
    const [there] = LogisticRegression.path(X, y, penalties, { tolerance });
    const [again] = LogisticRegression.path(X, y, penalties, { initial: there });
    expect(again.report.iterations).toBe(0);
    const seen: number[] = [];
    LogisticRegression.path(X, y, [{ l1: 8 }, { l1: 4 }], {
      onIteration: ({ iteration }) => seen.push(iteration),
    });
    expect(seen.filter((iteration) => iteration === 1)).toHaveLength(2);
  });

  test('what may not be given is named', () => {
    const path = LogisticRegression.path as unknown as (...given: unknown[]) => unknown;
    const given = (penalties: unknown, options?: unknown) => () => path(X, y, penalties, options);
    expect(given([])).toThrow(
      'LogisticRegression.path: penalties must be an array of at least one',
    );
    expect(given({ l1: 1 })).toThrow('penalties must be');
    expect(given([{ l1: 1 }, { l1: -1 }])).toThrow('penalties[1].l1 must be');
    expect(given([{ l2: Number.NaN }])).toThrow('penalties[0].l2 must be');
    expect(given([{ c: 1 }])).toThrow('unknown option "c"');
    expect(given([3])).toThrow('penalties[0] must be');
    expect(given([{ l1: 1 }], { l1: 1 })).toThrow('unknown option "l1"');
    expect(given([{ l1: 1 }], 3)).toThrow('options must be');
    expect(given([{ l1: 1 }], { maxIterations: 1, tolerance: 1e-13 })).toThrow(ConvergenceError);
  });
});

test('softmax: those of separate fits', () => {
  const wine = loadTable('wine');
  const penalties = [20, 10, 5, 2].map((l1) => ({ l1, l2: 0.1 }));
  const models = SoftmaxRegression.path(wine.X, wine.labels, penalties);
  models.forEach(({ report }, k) => {
    const { report: other } = SoftmaxRegression.fit(wine.X, wine.labels, penalties[k]);
    expect(report.converged).toBe(true);
    expect(report.objective / other.objective).toBeCloseTo(1, 9);
  });
});
