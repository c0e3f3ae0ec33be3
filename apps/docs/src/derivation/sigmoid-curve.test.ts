import { expect, test } from 'vitest';
import { curve, tangent } from './sigmoid-curve.ts';

test('the curve rises through a half at zero', () => {
  const points = curve(6);
  expect(points[48]).toEqual([0, 0.5]);
  expect(points.every(([, p], i) => i === 0 || p > points[i - 1]![1])).toBe(true);
});

test('the tangent touches the curve with the slope of a difference', () => {
  const { value, slope, ends } = tangent(1, 2);
  const at = (o: number) => 1 / (1 + Math.exp(-o));
  expect(value).toBeCloseTo(at(1), 15);
  expect(slope).toBeCloseTo((at(1 + 1e-5) - at(1 - 1e-5)) / 2e-5, 9);
  expect(ends).toEqual([
    [-1, value - 2 * slope],
    [3, value + 2 * slope],
  ]);
});
