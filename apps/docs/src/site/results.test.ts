import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readFits } from './fits.ts';
import { readGrowth } from './growth.ts';
import { readKernels } from './kernels.ts';

const machine = {
  ...{ processor: 'x', cores: 2, memory: 'y', system: 'z', node: 'v1' },
  date: '2026-01-02T03:04:05.000Z',
};

test('the kernels in the repository are read whole', () => {
  const file = new URL('../../../bench/results/kernels.json', import.meta.url);
  const json = JSON.parse(readFileSync(file, 'utf8'));
  const { cases, machine: where, day } = readKernels(json);
  expect(cases.map(({ name }) => name)).toEqual(
    json.cases.map(({ name }: { name: string }) => name),
  );
  expect(where).toContain(json.machine.processor);
  expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
  for (const { standings } of cases)
    for (const { median, low, high, excluded } of standings)
      if (median === null) expect(excluded).not.toBeNull();
      else expect(low! <= median && median <= high!).toBe(true);
});

test('fits: each workload against its fastest rival, with the day of its run', () => {
  const ours = { threads: 1, tolerance: 1e-6, rounds: [3, 1], excluded: null, passes: 4.5 };
  const rival = { contender: 'slow', threads: 2, tolerance: null, rounds: [9], excluded: null };
  const bar = { text: 'so fast', measured: 0.5, bound: 1, holds: true };
  const late = { ...machine, date: '2026-02-03T00:00:00.000Z' };
  const again = { ...late, date: '2026-02-03T05:00:00.000Z' };
  const other = { ...late, processor: 'w', date: '2026-02-04T00:00:00.000Z' };
  const { rivalries, bars, cases, machines, predictions, imports, sizes } = readFits({
    machine: late,
    rounds: 7,
    runs: {
      [machine.date]: { machine, commit: 'abc' },
      [late.date]: { machine: late, commit: 'def+' },
      [other.date]: { machine: other, commit: 'def' },
      [again.date]: { machine: again, commit: 'fed' },
    },
    results: [
      {
        ...{ name: 'a', run: machine.date, verdicts: [bar] },
        standings: [
          { contender: 'betahat', language: 'ours', ...ours },
          { ...rival, rounds: [10, 20, 30] },
          rival,
          { ...rival, rounds: [], excluded: 'stops short' },
        ],
      },
      {
        name: 'b',
        run: late.date,
        verdicts: [],
        standings: [{ contender: 'betahat', language: 'ours', ...ours }],
      },
    ],
    overall: { ...bar, text: 'all' },
    prediction: { rows: [{ name: 'one row', contender: 'betahat', rounds: [1], excluded: null }] },
    loading: null,
    sizes: {
      rows: [
        { contender: 'betahat', bytes: 5, excluded: null },
        { contender: 'other', bytes: null, excluded: 'does not bundle' },
      ],
    },
  });
  expect(rivalries).toEqual([
    {
      ...{ name: 'a', ours: 2, times: 4.5, reads: 4.5, day: '2026-01-02' },
      rival: { contender: 'slow, 2 threads', ms: 9 },
    },
    { name: 'b', ours: 2, rival: null, times: null, reads: 4.5, day: '2026-02-03' },
  ]);
  expect(bars.map(({ text }) => text)).toEqual(['so fast', 'all']);
  expect(cases[0]!.standings[0]!.contender).toBe('betahat, to 1e-6');
  expect(cases[0]!.standings[3]).toMatchObject({ median: null, excluded: 'stops short' });
  expect(machines).toEqual([
    {
      machine: 'x, 2 cores, y, z, Node v1',
      days: [
        { day: '2026-01-02', commits: ['abc'] },
        { day: '2026-02-03', commits: ['def+', 'fed'] },
      ],
    },
    { machine: 'w, 2 cores, y, z, Node v1', days: [{ day: '2026-02-04', commits: ['def'] }] },
  ]);
  expect(predictions.map(({ name }) => name)).toEqual(['one row']);
  expect(imports).toEqual([]);
  expect(sizes).toEqual([{ name: 'betahat', size: 5 }]);
});

test('growth: what the plots need', () => {
  const point = { size: 10, bytes: 80, ms: 2, reads: 3, solver: 'newton' };
  const tail = { exponent: 1.1, from: 10, beyondCache: true };
  const flat = { beyond: 1.1, from: 10, beyondCache: true };
  const series = [{ along: 'rows', points: [point], exponent: 1.02, ...flat }];
  const verdict = { text: 'rows', measured: 1.1, bound: 1.05, holds: false };
  const { bytes, ...kept } = point;
  const file = { machine, load: 0, cache: 9, tolerance: 1e-6, series, verdict };
  expect(readGrowth(file)).toEqual({
    machine: 'x, 2 cores, y, z, Node v1',
    day: '2026-01-02',
    tolerance: 1e-6,
    bars: [verdict],
    series: [{ along: 'rows', points: [kept], exponent: 1.02, tail }],
  });
  expect(readGrowth({ ...file, verdict: null }).bars).toEqual([]);
  expect(bytes).toBe(80);
});
