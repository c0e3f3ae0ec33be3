import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expectClose } from '../test/close.ts';
import { numbers, SIZES } from '../test/samples.ts';
import { axpy, dot, norm2, normInf, scale, sum } from './vector.ts';

test.each([...SIZES, 1000])('against the definition at length %i', (n) => {
  const a = numbers(n, 1);
  const b = numbers(n, 2);
  expectClose([dot(a, b)], [a.reduce((s, x, i) => s + x * b[i], 0)], n + 1);
  expectClose([sum(a)], [a.reduce((s, x) => s + x, 0)], n + 1);
  expectClose([norm2(a)], [Math.hypot(...a)], n + 1);
  expect(normInf(a)).toBe(a.reduce((m, x) => Math.max(m, Math.abs(x)), 0));
  expect(axpy(0.5, a, b.slice())).toEqual(b.map((y, i) => y + 0.5 * a[i]));
  expect(scale(3, a.slice())).toEqual(a.map((x) => x * 3));
});

test('float32 vectors are summed in float64', () => {
  const a = Float32Array.of(0.1, 0.2, 0.3);
  expect(sum(a)).toBe(a[0] + a[1] + a[2]);
  expect(dot(a, Float64Array.of(1, 1, 1))).toBe(sum(a));
});

test('the sum of many terms keeps its digits', () => {
  const x = new Float64Array(1e6).fill(0.1);
  expect(Math.abs(sum(x) - 1e5) / 1e5).toBeLessThan(1e-15);
});

test('the norm neither overflows nor vanishes', () => {
  expect(norm2(Float64Array.of(3e200, -4e200))).toBeCloseTo(5e200, -190);
  expect(norm2(Float64Array.of(3e-200, 4e-200)) / 5e-200).toBeCloseTo(1, 14);
  expect(norm2(Float64Array.of(5e-324))).toBe(5e-324);
  expect(norm2(Float64Array.of(0, -0))).toBe(0);
  expect(norm2(Float64Array.of(Number.NEGATIVE_INFINITY, 1))).toBe(Number.POSITIVE_INFINITY);
});

test('NaN comes through', () => {
  const x = Float64Array.of(1, Number.NaN, 3);
  for (const f of [sum, norm2, normInf]) expect(f(x)).toBeNaN();
  expect(dot(x, Float64Array.of(0, 0, 0))).toBeNaN();
});

test('dot is symmetric to the bit', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.double(), fc.double())), (pairs) => {
      const a = Float64Array.from(pairs, ([x]) => x);
      const b = Float64Array.from(pairs, ([, y]) => y);
      expect(dot(a, b)).toBe(dot(b, a));
    }),
  );
});

test('names what does not fit', () => {
  const x = new Float64Array(3);
  expect(() => dot(x, new Float64Array(2))).toThrow('dot: b.length must be 3, got 2');
  expect(() => axpy('2' as never, x, x)).toThrow('axpy: alpha must be a number, got "2"');
  expect(() => axpy(2, x, new Float32Array(3) as never)).toThrow('axpy: y must be a Float64Array');
  expect(() => scale(2, undefined as never)).toThrow(
    'scale: x must be a Float64Array, got undefined',
  );
  expect(() => sum([1] as never)).toThrow('sum: x must be a Float64Array or Float32Array');
});
