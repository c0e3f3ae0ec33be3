import type { DenseMatrix } from '@betahat/linalg';
import { expect, expectTypeOf, test } from 'vitest';
import { activationContract } from '../test/activation-contract.ts';
import { sigmoid, sigmoidActivation, sigmoidVjp } from './sigmoid.ts';

test('is a probability at every double', () => {
  expect(sigmoid(0)).toBe(0.5);
  expect(sigmoid(1e308)).toBe(1);
  expect(sigmoid(-1e308)).toBe(0);
  expect(sigmoid(Number.POSITIVE_INFINITY)).toBe(1);
  expect(sigmoid(Number.NEGATIVE_INFINITY)).toBe(0);
  expect(sigmoid(Number.NaN)).toBeNaN();
  expect(sigmoid(5e-324)).toBe(0.5);
  expect(sigmoid(-745)).toBe(5e-324);
  expect(sigmoid(-720)).toBeCloseTo(2.0322308026e-313, 320);
});

test('maps vectors of both precisions, new or into a buffer, in place too', () => {
  const x = new Float64Array([-1, 0, 1]);
  const y = sigmoid(x);
  expect(y).not.toBe(x);
  expect([...y]).toEqual([sigmoid(-1), 0.5, sigmoid(1)]);
  expect(sigmoid(x, x)).toBe(x);
  expect(x).toEqual(y);
  const single = sigmoid(new Float32Array([1]));
  expect(single).toEqual(new Float32Array([sigmoid(1)]));
  expect(sigmoid(new Float64Array([1]), new Float32Array(1))).toEqual(single);
  expect(sigmoid(new Float64Array(0))).toHaveLength(0);
});

test('maps a dense matrix', () => {
  const m: DenseMatrix = { kind: 'dense', rows: 2, cols: 1, data: new Float64Array([0, -1e4]) };
  expect(sigmoid(m)).toEqual({ kind: 'dense', rows: 2, cols: 1, data: new Float64Array([0.5, 0]) });
  expect(sigmoid(m, m)).toBe(m);
  expect([...m.data]).toEqual([0.5, 0]);
});

test('names what does not fit', () => {
  const x = new Float64Array(3);
  expect(() => sigmoid('1' as never)).toThrow(
    'sigmoid: x must be a number, a Float64Array, a Float32Array or a DenseMatrix, got "1"',
  );
  expect(() => sigmoid([1, 2] as never)).toThrow(TypeError);
  expect(() => sigmoid(x, new Float64Array(2))).toThrow('sigmoid: out.length must be 3, got 2');
  expect(() => sigmoidVjp(x, new Float64Array(2))).toThrow(
    'sigmoidVjp: cotangent.length must be 3, got 2',
  );
});

test('has the type of what comes in', () => {
  expectTypeOf(sigmoid(1)).toEqualTypeOf<number>();
  expectTypeOf(sigmoid(new Float32Array(1))).toEqualTypeOf<Float32Array<ArrayBuffer>>();
  expectTypeOf(sigmoid(new Float64Array(1), new Float32Array(1))).toEqualTypeOf<
    Float32Array<ArrayBuffer>
  >();
  // @ts-expect-error plain arrays are not taken: one array type less to optimise for
  expect(() => sigmoid([1])).toThrow(TypeError);
});

activationContract(sigmoidActivation);
