import type { DenseMatrix } from '@betahat/linalg';
import { expect, test } from 'vitest';
import { activationContract } from '../test/activation-contract.ts';
import { logSoftmax } from './log-softmax.ts';
import { sigmoid } from './sigmoid.ts';
import { softmax, softmaxActivation, softmaxRow, softmaxVjp } from './softmax.ts';

const f = (...x: number[]) => new Float64Array(x);
const INF = Number.POSITIVE_INFINITY;
const NAN = Number.NaN;

test('shifts by the maximum of each row', () => {
  expect(softmax(f(1000, 1000, -1000, -1000), 2)).toEqual(f(0.5, 0.5, 0.5, 0.5));
  expect(softmax(f(1e300, -1e300, 1e308, -1e308), 2)).toEqual(f(1, 0, 1, 0));
  expect(logSoftmax(f(1e300, -1e300, 0, -1000), 2)).toEqual(f(0, -2e300, 0, -1000));
});

test('takes the limit at one infinity, and has none at two', () => {
  expect(softmax(f(INF, 0, -INF), 3)).toEqual(f(1, 0, 0));
  expect(softmax(f(0, -INF), 2)).toEqual(f(1, 0));
  expect(logSoftmax(f(INF, 0), 2)).toEqual(f(0, -INF));
  expect(logSoftmax(f(0, -INF), 2)).toEqual(f(0, -INF));
  for (const row of [f(INF, INF), f(-INF, -INF), f(NAN, 0), f(0, NAN), f(INF, NAN)]) {
    expect(softmax(row, 2)).toEqual(f(NAN, NAN));
    expect(logSoftmax(row, 2)).toEqual(f(NAN, NAN));
  }
});

test('keeps the digits of an all but certain class', () => {
  expect(logSoftmax(f(0, -50), 2)[0]).toBe(-Math.exp(-50));
});

test('works in place, on single precision and on matrices', () => {
  const x = f(1, 2, 3, 4, 5, 6);
  const m: DenseMatrix = { kind: 'dense', rows: 2, cols: 3, data: x.slice() };
  const y = softmax(x, 3);
  expect(softmax(m).data).toEqual(y);
  expect(softmax(x, 3, x)).toBe(x);
  expect(x).toEqual(y);
  expect(softmax(new Float32Array([1, 2, 3]), 3)).toEqual(new Float32Array(y.subarray(0, 3)));
  expect(softmax(f(), 3)).toHaveLength(0);
  expect(softmax(f(7, -7), 1)).toEqual(f(1, 1));
});

test('names what does not fit', () => {
  expect(() => softmax(f(1, 2, 3), 2)).toThrow(
    'softmax: logits.length must be a multiple of the width 2, got 3',
  );
  expect(() => softmax(f(1, 2), 0)).toThrow('softmax: width must be a positive integer, got 0');
  expect(() => softmax(f(1, 2), undefined as never)).toThrow(
    'softmax: width must be a positive integer, got undefined',
  );
  expect(() => softmaxVjp(f(1, 2), 2, f(1))).toThrow(
    'softmaxVjp: cotangent.length must be 2, got 1',
  );
});

activationContract(softmaxActivation);

test('a row alone has the bits of the whole, and two logits those of the sigmoid', () => {
  const logits = new Float64Array([3, -1, 0, 1e300, -745, 2, 0, 0.3]);
  const whole = softmax(logits, 2);
  const row = new Float64Array(2);
  for (let at = 0; at < logits.length; at += 2) {
    softmaxRow(logits, at, 2, row);
    expect([...row]).toEqual([whole[at], whole[at + 1]]);
  }
  for (const o of [-1000, -745.2, -3, 0, 1e-320, 0.1, 40, 1e308]) {
    softmaxRow(new Float64Array([0, o]), 0, 2, row);
    expect([...row]).toEqual([sigmoid(-o), sigmoid(o)]);
  }
});
