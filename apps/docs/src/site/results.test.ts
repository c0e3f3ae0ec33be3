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
