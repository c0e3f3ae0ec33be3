import { expect, test } from 'vitest';
import { dense } from './dense.ts';

test('holds the array it is given', () => {
  const data = Float32Array.of(1, 2, 3, 4, 5, 6);
  const A = dense(2, 3, data);
  expect(A).toEqual({ kind: 'dense', rows: 2, cols: 3, data });
  expect(A.data).toBe(data);
});

test('is zeros without one, and may be empty', () => {
  expect(dense(2, 2).data).toEqual(new Float64Array(4));
  expect(dense(0, 5).data.length).toBe(0);
  expect(dense(5, 0).data.length).toBe(0);
});

test('names what does not fit', () => {
  expect(() => dense(-1, 2)).toThrow('dense: rows must be a non-negative integer, got -1');
  expect(() => dense(2, 1.5)).toThrow('dense: cols must be a non-negative integer, got 1.5');
  expect(() => dense('2' as never, 2)).toThrow(TypeError);
  expect(() => dense(2, 2, new Float64Array(3))).toThrow('dense: data.length must be 4, got 3');
  expect(() => dense(1, 1, [1] as never)).toThrow(
    'dense: data must be a Float64Array or Float32Array, got an array of length 1',
  );
  expect(() => dense(2 ** 40, 2 ** 40)).toThrow(
    'dense: rows * cols must be a length that fits in memory, got 1.2089258196146292e+24',
  );
});
