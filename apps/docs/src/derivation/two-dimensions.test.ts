import { sum } from '@betahat/linalg';
import { expect, test } from 'vitest';
import {
  fitPoints,
  inside,
  lattice,
  REACH,
  relabelled,
  somePoints,
  summary,
} from './two-dimensions.ts';

test.each([2, 3])('%d classes: probabilities on the lattice sum to one', (classes) => {
  const points = somePoints(classes);
  const model = fitPoints(points, classes, 1);
  const { data, rows, cols } = lattice(model, 10);
  expect([rows, cols]).toEqual([100, classes]);
  for (let row = 0; row < rows; row++) {
    const total = sum(data.subarray(row * cols, (row + 1) * cols));
    expect(total).toBeCloseTo(1, 14);
  }
  const { probabilities, right } = summary(model, points);
  const sure = points.filter(({ label }, i) => probabilities[i]![label]! > 0.5);
  expect(sure.length).toBeLessThanOrEqual(right);
  expect(right).toBeGreaterThan(points.length / 2);
});

test('a point dragged across lowers its own probability', () => {
  const points = somePoints(2);
  const before = summary(fitPoints(points, 2, 1), points).probabilities[0]![0]!;
  const moved = points.with(0, inside({ x: 9, y: 9, label: 0 }));
  expect(moved[0]).toEqual({ x: REACH, y: REACH, label: 0 });
  expect(summary(fitPoints(moved, 2, 1), moved).probabilities[0]![0]).toBeLessThan(before);
});

test('the last point of a class keeps it', () => {
  const points = [
    { x: 0, y: 0, label: 0 },
    { x: 1, y: 0, label: 1 },
    { x: 2, y: 0, label: 1 },
  ];
  expect(relabelled(points, 0, 2).label).toBe(0);
  expect(relabelled(points, 1, 2).label).toBe(0);
});
