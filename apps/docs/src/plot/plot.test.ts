import { expect, test } from 'vitest';
import { placeAxis, powerOfTen } from './axis.ts';
import { decadesAround } from './decades.ts';
import { lead } from './lead.ts';
import { shown, shownDifference } from './numbers.ts';
import { linePath, regionPath } from './paths.ts';
import { thin } from './thin.ts';

test('a logarithmic axis has ticks at powers of ten, few of them', () => {
  const { ticks, at, from } = placeAxis(
    { title: 'epoch', domain: [1, 10_000], log: true },
    [0, 400],
  );
  expect(ticks.map(({ text }) => text)).toEqual(['1', '10', '100', '1000', '10000']);
  expect(at(100)).toBeCloseTo(200, 10);
  expect(from(200)).toBeCloseTo(100, 10);
  const wide = placeAxis({ title: 'l2', domain: [1e-8, 1e8], log: true, ticks: 4 }, [0, 400]);
  expect(wide.ticks.map(({ text }) => text)).toEqual(['1e−8', '1e−4', '1', '10000', '1e8']);
});

test('a logarithmic axis of few decades has ticks in between', () => {
  const ticksOf = (domain: [number, number]) =>
    placeAxis({ title: 'ms', domain, log: true }, [0, 400]).ticks.map(({ text }) => text);
  expect(ticksOf([0.1, 1])).toEqual(['0.1', '0.2', '0.5', '1']);
  expect(ticksOf([1, 100])).toEqual(['1', '2', '5', '10', '20', '50', '100']);
  expect(ticksOf([1e5, 1e6])).toEqual(['1e5', '2e5', '5e5', '1e6']);
});

test('a linear axis may fall', () => {
  const { ticks } = placeAxis({ title: 'y', domain: [-1, 1], ticks: 4 }, [100, 0]);
  expect(ticks).toEqual([
    { at: 100, text: '−1.0' },
    { at: 75, text: '−0.5' },
    { at: 50, text: '0.0' },
    { at: 25, text: '0.5' },
    { at: 0, text: '1.0' },
  ]);
});

test('decades hold all values, one decade at least', () => {
  expect(decadesAround([3, 40, 100])).toEqual([1, 100]);
  expect(decadesAround([0.5])).toEqual([0.1, 1]);
  expect(decadesAround([10])).toEqual([10, 100]);
});

test('words have a band each, and of many only some are written', () => {
  const levels = ['Lima', 'Oslo', 'Reykjavík and around'];
  const { ticks } = placeAxis({ title: 'town', domain: [0, 3], levels }, [0, 300]);
  expect(ticks).toEqual([
    { at: 50, text: 'Lima' },
    { at: 150, text: 'Oslo' },
    { at: 250, text: 'Reykjavík a…' },
  ]);
  const many = Array.from({ length: 30 }, (_, i) => `t${i}`);
  const few = placeAxis({ title: 'town', domain: [0, 30], levels: many }, [0, 300]).ticks;
  expect(few.map(({ text }) => text)).toEqual(many.filter((_, i) => i % 3 === 0));
});

test('powers, numbers and differences as text', () => {
  expect([-12, -2, 0, 3, 4].map(powerOfTen)).toEqual(['1e−12', '0.01', '1', '1000', '10000']);
  expect([0, 0.5, -3e-9, 1234567, 1e-300].map((v) => shown(v))).toEqual([
    '0',
    '0.500000',
    '−3.00e−9',
    '1.23e6',
    '1.00e−300',
  ]);
  expect(shown(5640.4, 3)).toBe('5640');
  expect(shown(71.14744133609668, 16)).toBe('71.14744133609668');
  expect([0, 1.4e-8, -2e-9].map(shownDifference)).toEqual(['0', '1e−8', '−2e−9']);
});

test('a path is interrupted where a value is missing', () => {
  const points = [
    [0, 0],
    [1, 1],
    [2, Number.NaN],
    [3, 1],
    [4, 0],
  ] as const;
  expect(linePath(points)).toBe('M0,0L1,1M3,1L4,0');
});

test('a region of a lattice is a closed path in pixels', () => {
  const values = [0, 0, 1, 0, 0, 1, 0, 0, 1];
  const path = regionPath(values, [3, 3], 0.5, (column, row) => [10 * column, 10 * row]);
  expect(path).toMatch(/^M.*Z$/);
  const across = [...path.matchAll(/([\d.]+),/g)].map(([, x]) => Number(x));
  expect(Math.min(...across)).toBeCloseTo(20, 0);
});

test('a thinned trace keeps its ends and has at most a hundred points a decade', () => {
  const kept = thin(10_000);
  expect([kept[0], kept.at(-1)]).toEqual([0, 9999]);
  expect(kept.length).toBeLessThan(402);
});

test('the lead of a class is 0 where another is as likely', () => {
  const regions = [
    [0.5, 0.4, 0.2],
    [0.5, 0.3, 0.7],
    [0, 0.3, 0.1],
  ];
  const rounded = (k: number) => lead(regions, k).map((v) => Number(v.toFixed(9)));
  expect(rounded(0)).toEqual([0, 0.1, -0.5]);
  expect(rounded(1)).toEqual([0, -0.1, 0.5]);
  expect(rounded(2)).toEqual([-0.5, -0.1, -0.6]);
});
