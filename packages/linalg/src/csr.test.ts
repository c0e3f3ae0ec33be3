import { expect, test } from 'vitest';
import { csr } from './csr.ts';

const values = Float64Array.of(7, 5, 6);

test('holds the arrays it is given; ordinary arrays of indices are copied', () => {
  const columns = Uint32Array.of(1, 0, 2);
  const A = csr(2, 3, values, columns, [0, 1, 3]);
  expect(A.values).toBe(values);
  expect(A.columns).toBe(columns);
  expect(A.rowStart).toEqual(Uint32Array.of(0, 1, 3));
});

test('may be empty', () => {
  expect(csr(0, 0, new Float64Array(0), [], [0]).rows).toBe(0);
  expect(csr(2, 3, new Float32Array(0), [], [0, 0, 0]).cols).toBe(3);
});

test.each([
  ['columns[2] must be less than 3, got 3', [1, 0, 3], [0, 1, 3]],
  ['columns[2] must be at least 3 (ascending within row 1), got 2', [1, 2, 2], [0, 1, 3]],
  ['columns[2] must be at least 3 (ascending within row 1), got 0', [1, 2, 0], [0, 1, 3]],
  ['columns.length must be 3, got 2', [1, 0], [0, 1, 3]],
  ['rowStart.length must be 3, got 2', [1, 0, 2], [0, 3]],
  ['rowStart[0] must be 0, got 1', [1, 0, 2], [1, 1, 3]],
  ['rowStart[2] must be 3, got 2', [1, 0, 2], [0, 1, 2]],
  ['rowStart[1] must be at most 3, got 4', [1, 0, 2], [0, 4, 3]],
  ['columns[0] must be an integer from 0 to 4294967295, got -1', [-1, 0, 2], [0, 1, 3]],
  ['rowStart[1] must be an integer from 0 to 4294967295, got 0.5', [1, 0, 2], [0, 0.5, 3]],
])('refuses: %s', (message, columns, rowStart) => {
  expect(() => csr(2, 3, values, columns, rowStart)).toThrow(`csr: ${message}`);
});

test('refuses offsets that descend', () => {
  expect(() => csr(3, 3, values, [0, 1, 2], [0, 2, 1, 3])).toThrow(
    'csr: rowStart[2] must be at least 2, got 1',
  );
});

test('refuses values that are no typed array', () => {
  expect(() => csr(1, 1, [1] as never, [0], [0, 1])).toThrow('csr: values must be a Float64Array');
  expect(() => csr(1, 1, Float64Array.of(1), 'x' as never, [0, 1])).toThrow(
    'csr: columns must be a Uint32Array or an array of integers, got "x"',
  );
});
