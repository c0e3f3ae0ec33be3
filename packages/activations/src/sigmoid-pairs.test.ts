import { expect, test } from 'vitest';
import { logSoftmax } from './log-softmax.ts';
import { sigmoid } from './sigmoid.ts';
import { sigmoidPairs } from './sigmoid-pairs.ts';

const LOGITS = [0, -0, 1e-9, 0.3, -2, 37, -37, 710, -746, 1e300, -1e300, Infinity, -Infinity];

test('probabilities are those of the sigmoid, logarithms those of log-softmax, to the bit', () => {
  const x = Float64Array.from(LOGITS);
  const p = new Float64Array(2 * x.length);
  const log = new Float64Array(2 * x.length);
  sigmoidPairs(x, p, false);
  sigmoidPairs(x, log, true);
  LOGITS.forEach((o, i) => {
    expect([p[2 * i], p[2 * i + 1]]).toEqual([sigmoid(-o), sigmoid(o)]);
    const pair = logSoftmax(Float64Array.of(0, o), 2);
    expect([log[2 * i], log[2 * i + 1]]).toEqual([...pair]);
  });
});

test('logits may lie in the second half of the result; NaN stays NaN', () => {
  const apart = new Float64Array(6);
  sigmoidPairs(Float64Array.of(1, -2, 3), apart, false);
  const both = Float64Array.of(0, 0, 0, 1, -2, 3);
  sigmoidPairs(both.subarray(3), both, false);
  expect(both).toEqual(apart);
  const none = new Float64Array(2);
  sigmoidPairs(Float64Array.of(Number.NaN), none, false);
  expect([...none]).toEqual([Number.NaN, Number.NaN]);
});
