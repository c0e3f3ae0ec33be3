import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readResults } from './results.ts';

const file = new URL('../../../bench/results/kernels.json', import.meta.url);

test('the results in the repository are read whole', () => {
  const json = JSON.parse(readFileSync(file, 'utf8'));
  const { cases, machine, date } = readResults('kernels.json', json);
  expect(cases.map(({ name }) => name)).toEqual(
    json.cases.map(({ name }: { name: string }) => name),
  );
  expect(machine).toContain(json.machine.processor);
  expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
  for (const { standings } of cases)
    for (const { median, low, high, excluded } of standings)
      if (median === null) expect(excluded).not.toBeNull();
      else expect(low! <= median && median <= high!).toBe(true);
});

test('fits are told apart by threads and tolerance; a file of another kind is refused', () => {
  const machine = { processor: 'x', cores: 2, memory: 'y', system: 'z', node: 'v', date: '2026' };
  const standings = [
    { contender: 'betahat', threads: 2, tolerance: 1e-6, rounds: [3, 1], excluded: null },
    { contender: 'other', threads: 1, tolerance: null, rounds: [], excluded: 'stopped' },
  ];
  const { cases } = readResults('fits.json', { machine, results: [{ name: 'a', standings }] });
  expect(cases[0]!.standings).toEqual([
    { contender: 'betahat, 2 threads, to 1e-6', median: 2, low: 1, high: 3, excluded: null },
    { contender: 'other', median: null, low: null, high: null, excluded: 'stopped' },
  ]);
  expect(() => readResults('odd.json', {})).toThrow('odd.json');
});

test('cases of several runs tell their day, and who stops short how close it came', () => {
  const machine = { processor: 'x', cores: 2, memory: 'y', system: 'z', node: 'v' };
  const [first, second] = ['2026-01-02T03:04:05.000Z', '2026-02-03T04:05:06.000Z'];
  const runs = {
    [first]: { machine: { ...machine, date: first } },
    [second]: { machine: { ...machine, processor: 'w', date: second } },
  };
  const standings = [
    { contender: 'a', rounds: [], excluded: 'stops short', gap: 0.0123, closest: { ms: 7 } },
  ];
  const results = [
    { name: 'one', run: first, standings },
    { name: 'two', run: second, standings: [] },
  ];
  const read = readResults('fits.json', { machine: runs[second]!.machine, runs, results });
  expect(read.cases.map(({ name }) => name)).toEqual(['one, 2026-01-02', 'two, 2026-02-03']);
  expect(read.date).toBe('2026-01-02, 2026-02-03');
  expect(read.machine).toBe('x, 2 cores, y, z, Node v; w, 2 cores, y, z, Node v');
  expect(read.cases[0]!.standings[0]!.excluded).toBe(
    'stops short, 1.2e-2 from the optimum after 7.00 ms',
  );
});
