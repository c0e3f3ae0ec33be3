import { dense } from '@betahat/linalg';
import { binaryCrossEntropyBlock } from '@betahat/losses';
import { minimize, proximalNewton } from '@betahat/optimizers';
import { RandomState } from '@betahat/random';
import { describe, expect, test } from 'vitest';
import { compositeObjective } from '../src/objective/composite-objective.ts';
import { dualityGap } from '../src/objective/duality-gap.ts';
import { gapFromReading, tiltAt } from '../src/objective/gap-from-reading.ts';
import { keptOf } from '../src/objective/kept.ts';
import { linearObjective } from '../src/objective/linear-objective.ts';
import { dimensionOf, type LinearProblem } from '../src/objective/problem.ts';
import { targetedLoss } from '../src/objective/targeted-loss.ts';

const random = new RandomState(8);
const ROWS = 90;
const COLS = 7;
const X = dense(ROWS, COLS, Float64Array.from(random.randn(ROWS * COLS)));
const y = Float64Array.from({ length: ROWS }, (_, i) => +(X.data[i * COLS] + (i % 3) > 0.6));
const weights = Float64Array.from({ length: ROWS }, (_, i) => (i % 4) / 2);

const problemOf = (l1: number, l2: number, weighted: boolean, intercept = true): LinearProblem => ({
  X,
  outputs: 1,
  loss: targetedLoss(binaryCrossEntropyBlock, y, 1, weighted ? weights : null),
  l1,
  l2,
  intercept,
});

describe.each([
  [3, 0, false, true],
  [3, 0, true, true],
  [1, 2, true, true],
  [2, 1, false, false],
])('l1 %d, l2 %d, weights %s, intercept %s', (l1, l2, weighted, intercept) => {
  const problem = problemOf(l1, l2, weighted, intercept);
  const composite = compositeObjective(problem);
  const from = new Float64Array(dimensionOf(problem));
  const best = minimize(composite, proximalNewton(), from, { tolerance: 1e-14 });

  test('an upper bound at every point, by the tilt of another one too, that closes in on 0', () => {
    const keep = keptOf(ROWS);
    const smooth = linearObjective(problem, undefined, { keep });
    const room = new Float64Array(ROWS);
    let known = 0;
    for (const distance of [1, 0.3, 0.1, 1e-2, 1e-4, 1e-6]) {
      const x = best.x.map((v) => v + distance * random.randn(1)[0]);
      const { value } = smooth.evaluate({ ask: 'evaluate', x, want: 'gradient' });
      const gap = gapFromReading(problem, x, keep, room);
      keep.tilt ??= tiltAt(problem, x, keep);
      if (gap === null) continue;
      known++;
      const over = value + composite.penalty.value(x) - best.value;
      expect(gap).toBeGreaterThanOrEqual(over - 1e-11);
      // First order in the distance, and no wider than the one that moves the intercept exactly.
      expect(gap).toBeLessThan(300 * distance);
      const exact = dualityGap(problem, x, keep.last!.logits);
      expect(gap).toBeLessThan(1.5 * exact + 1e-10);
    }
    expect(known).toBeGreaterThanOrEqual(4);
  });
});

test('none where the gradient is of another point, the sum cannot be mended or p leaves 0 … 1', () => {
  const problem = problemOf(1, 1, false);
  const keep = keptOf(ROWS);
  const smooth = linearObjective(problem, undefined, { keep });
  const room = new Float64Array(ROWS);
  const at = (w: number, b: number) => {
    const x = new Float64Array(COLS + 1);
    x[1] = w;
    x[COLS] = b;
    smooth.evaluate({ ask: 'evaluate', x, want: 'gradient' });
    return x;
  };
  const x = at(0, 0.2);
  expect(gapFromReading(problem, x, keep, room)).toBeNull();
  keep.tilt = tiltAt(problem, x, keep);
  expect(gapFromReading(problem, x, keep, room)).toBeGreaterThan(0);
  expect(gapFromReading(problem, new Float64Array(COLS + 1), keep, room)).toBeNull();
  // Some rows are certain of the first class, and there is too much of the second: p falls below 0.
  expect(gapFromReading(problem, at(9, 6), keep, room)).toBeNull();
});

test('a gradient at the same point is no second read, whatever the penalty', () => {
  const keep = keptOf(ROWS);
  const reads = { total: 0, share: 1 };
  const x = Float64Array.from(random.randn(COLS + 1));
  const ask = { ask: 'evaluate', x, want: 'gradient' } as const;
  linearObjective(problemOf(1, 2, false), reads, { keep }).evaluate(ask);
  const again = linearObjective(problemOf(1, 5, false), reads, { keep }).evaluate(ask);
  expect(reads.total).toBe(1);
  const fresh = linearObjective(problemOf(1, 5, false)).evaluate(ask);
  expect(again.value).toBeCloseTo(fresh.value, 12);
  again.gradient.forEach((g, j) => {
    expect(g).toBeCloseTo(fresh.gradient[j], 12);
  });
});
