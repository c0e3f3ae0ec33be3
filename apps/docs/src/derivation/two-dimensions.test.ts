import { expect, test } from 'vitest';
import { evenly, latticeOf } from '../plot/lattice.ts';
import {
  fitPoints,
  inside,
  logitOf,
  REACH,
  regionsOf,
  relabelled,
  somePoints,
  summary,
} from './two-dimensions.ts';

test.each([2, 3])('%d classes: probabilities on the lattice sum to one', (classes) => {
  const points = somePoints(classes);
  const model = fitPoints(points, classes, 1);
  const centres = evenly([-REACH, REACH], 8);
  const lattice = latticeOf(centres, centres);
  const regions = regionsOf(model, lattice);
  expect(regions.map((region) => region.length)).toEqual(Array(classes).fill(100));
  for (let i = 0; i < 100; i++)
    expect(regions.reduce((total, region) => total + region[i]!, 0)).toBeCloseTo(1, 14);
  const corner = model.predictProba([lattice.xs[9]!, lattice.ys[0]!]);
  expect(regions.map((region) => region[9])).toEqual([...corner]);
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

test.each([2, 3])('%d classes: the planes are the logits of the model', (classes) => {
  const model = fitPoints(somePoints(classes), classes, 1);
  const wanted = model.decisionFunction([0.3, -2]);
  const logits = typeof wanted === 'number' ? [wanted] : [...wanted];
  expect(logits).toHaveLength(classes === 2 ? 1 : 3);
  logitOf(model, 0.3, -2).forEach((o, k) => {
    expect(o).toBeCloseTo(logits[k]!, 12);
  });
});
