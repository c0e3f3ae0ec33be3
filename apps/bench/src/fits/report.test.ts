import { expect, test } from 'vitest';
import type { Standing } from './measure.ts';
import { readmeTable } from './readme.ts';
import { merged, type Result, type Run } from './report.ts';
import { markdown } from './table.ts';

const run = (day: string, processor = 'a processor'): Run => ({
  machine: {
    processor,
    cores: 1,
    memory: '1 GiB',
    system: 'a system',
    node: 'v1',
    date: `${day}T00:00:00.000Z`,
  },
  load: 0,
  bandwidth: 1e9,
  rounds: 7,
  limit: 60,
  versions: {},
  commit: 'abc',
});

const standing = (contender: string, language: Standing['language'], ms: number | null) => ({
  contender,
  language,
  note: null,
  threads: 1,
  tolerance: ms === null ? null : 1e-6,
  gap: ms === null ? 0.25 : 1e-7,
  rounds: ms === null ? [] : [ms],
  passes: null,
  memory: null,
  excluded: ms === null ? 'stops short' : null,
  closest: ms === null ? { tolerance: 1e-3, ms: 77 } : null,
});

const result = (name: string, { machine }: Run, ours: number): Result => ({
  name,
  run: machine.date,
  family: 'tall',
  classes: 2,
  dense: true,
  bytes: 8,
  rows: 1,
  cols: 1,
  readMs: 1,
  sampleMs: null,
  standings: [
    standing('betahat', 'ours', ours),
    standing('plain L-BFGS', 'JavaScript', 8),
    standing('scikit-learn lbfgs', 'Python', 6),
    standing('brain.js', 'JavaScript', null),
  ],
  optimum: [1],
  certainty: 0,
  solver: 'newton',
  defaults: { gap: 0, converged: true },
  cold: { ms: 1, before: 2, peak: 3 },
  verdicts: [],
});

const NONE = { results: [], prediction: null, loading: null, sizes: null };
const ORDER = ['a', 'b', 'c'];

test('a later run takes the place of its workloads only, and each row keeps its run', () => {
  const [first, second] = [run('2020-01-01'), run('2020-02-02', 'another processor')];
  const rows = [result('c', first, 2), result('a', first, 2), result('gone', first, 2)];
  const loading = {
    run: first.machine.date,
    rows: [{ contender: 'betahat', rounds: [5], excluded: null }],
  };
  const before = merged(null, first, { ...NONE, results: rows, loading }, ORDER);
  expect(before.results.map(({ name }) => name)).toEqual(['a', 'c']);
  expect(before.overall.measured).toBeCloseTo(2 / 6, 12);
  const after = merged(before, second, { ...NONE, results: [result('a', second, 3)] }, ORDER);
  expect(after.results.map(({ name, run: of }) => [name, of.slice(0, 10)])).toEqual([
    ['a', '2020-02-02'],
    ['c', '2020-01-01'],
  ]);
  expect(after.loading).toBe(loading);
  expect(after.overall.measured).toBeCloseTo(Math.sqrt((3 / 6) * (2 / 6)), 12);
  expect(Object.keys(after.runs)).toHaveLength(2);
  for (const text of [markdown(after), readmeTable(after)]) {
    expect(text).toContain('a processor');
    expect(text).toContain('another processor');
  }
  // No row is left of the first run.
  const both = ['a', 'c'].map((name) => result(name, second, 3));
  const last = merged(before, second, { ...NONE, results: both, loading: null }, ORDER);
  expect(Object.keys(last.runs)).toHaveLength(2);
  const renewed = { run: second.machine.date, rows: [] };
  const whole = merged(before, second, { ...NONE, results: both, loading: renewed }, ORDER);
  expect(Object.keys(whole.runs)).toEqual([second.machine.date]);
});

test('a machine is listed once, with its versions and runs', () => {
  const runs = [
    { ...run('2020-01-01'), versions: { numpy: '1', node: '2' } },
    { ...run('2020-01-02', 'another processor'), versions: { r: '4' } },
    { ...run('2020-01-03'), commit: 'def', load: 1.5, versions: { numpy: '3', node: '2' } },
  ];
  let report = merged(null, runs[0]!, NONE, ORDER);
  runs.forEach((each, k) => {
    const results = [result(ORDER[k]!, each, 2)];
    report = merged(report, each, { ...NONE, results }, ORDER);
  });
  const text = (processor: string) => `${processor}, 1 cores, 1 GiB, a system, Node v1`;
  const rest = 'one thread reads 1.0 GB/s, 60 s for a contender to find its tolerance.';
  expect(markdown(report)).toContain(
    [
      `- ${text('a processor')}; numpy 1 3, node 2.`,
      `  - 2020-01-01, commit abc: load 0.0 at the start, ${rest}`,
      `  - 2020-01-03, commit def: load 1.5 at the start, ${rest}`,
      `- ${text('another processor')}; r 4.`,
      `  - 2020-01-02, commit abc: load 0.0 at the start, ${rest}`,
      '',
    ].join('\n'),
  );
});

test('the tables name the fastest, what JavaScript reaches, and where others stop', () => {
  const only = run('2020-01-01');
  const report = merged(null, only, { ...NONE, results: [result('a', only, 2)] }, ORDER);
  expect(readmeTable(report)).toMatch(
    /\| a +\| 2\.00 +\| 6\.00 \(scikit-learn lbfgs\) \| 3\.0 +\| 6\.00 +\| 8\.00 \(plain L-BFGS\) +\| 2020-01-01 \|/,
  );
  expect(markdown(report)).toMatch(
    /\| brain\.js +\| stops short; closest after 77\.0 \| +\| 1\.0e-3 +\| 2\.5e-1 \|/,
  );
  expect(readmeTable(null)).toContain('npm run bench');
});
