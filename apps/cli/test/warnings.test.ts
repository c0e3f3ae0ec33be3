import { expect, test } from 'vitest';
import { betahat, csv, folder, shipped } from './betahat.ts';

const { file } = folder();
const rows = Array.from({ length: 400 }, (_, i) => {
  const x = ((i * 37) % 101) / 10;
  const y = x + (((i * 29) % 61) / 10 - 3) > 5 ? 'yes' : 'no';
  return { x, y };
});
const warningsOf = async (records: Record<string, unknown>[]): Promise<string[]> => {
  const { code, stdout, stderr } = await betahat(
    ...['fit', file('t.csv', csv(records)), '-t', 'y', '--json'],
  );
  expect(code, stderr).toBe(0);
  const { warnings } = JSON.parse(stdout);
  expect(stderr.trimEnd().split('\n').filter(Boolean)).toHaveLength(warnings.length);
  return warnings;
};

test('nothing to warn of', async () => {
  expect(await warningsOf(rows)).toEqual([]);
  for (const [name, target] of [
    ['iris', 'species'],
    ['breast_cancer', 'diagnosis'],
    ['wine', 'cultivar'],
  ] as const)
    expect((await betahat('fit', shipped(name), '-t', target)).stderr, name).toBe('');
});

test('a number or a word that alone predicts the target', async () => {
  const numbers = rows.map((row, i) => ({ ...row, cost: (row.y === 'yes' ? 90 : 10) + (i % 50) }));
  expect(await warningsOf(numbers)).toEqual([
    '"cost" alone predicts the target; if it is known only afterwards, leave it out: --exclude cost',
  ]);
  const words = rows.map((row, i) => ({
    ...row,
    'end state': row.y === 'yes' ? ['won', 'paid'][i % 2] : 'lost',
  }));
  expect(await warningsOf(words)).toEqual([
    `"end state" alone predicts the target; if it is known only afterwards, leave it out: --exclude 'end state'`,
  ]);
  const nearly = rows.map((row, i) => ({ ...row, hint: i % 20 === 0 ? 'no' : row.y }));
  expect(await warningsOf(nearly)).toEqual([]);
});

test('numbers that count the rows', async () => {
  const counted = rows.map((row, i) => ({ nr: 5000 + ((i * 3) % 400), ...row }));
  expect(await warningsOf(counted)).toEqual([
    '"nr" looks like an identifier, a number of its own in every row; leave it out: --exclude nr',
  ]);
  // Decimals, repeated numbers and numbers far apart are measurements.
  const measured = rows.map((row, i) => ({
    ...{ a: i + 0.5, b: i % 200, c: (i * 7919) % 100_003 },
    ...row,
  }));
  expect(await warningsOf(measured)).toEqual([]);
});

test('texts of their own in every row, constant and empty columns', async () => {
  const odd = rows.map((row, i) => ({ key: `k${i}`, one: 'same', none: '', ...row }));
  expect(await warningsOf(odd)).toEqual([
    'left out, constant in the training rows: "one"',
    'left out, without any value in the training rows: "none"',
    'left out, a different text in nearly every row: "key"',
  ]);
});

test('a class under one in a hundred', async () => {
  const rare = rows.map((row, i) => ({ ...row, y: i === 7 || i === 207 ? 'maybe' : row.y }));
  const [warning, ...more] = await warningsOf(rare);
  expect(more).toEqual([]);
  expect(warning).toBe(
    'a class has under 1% of the rows: maybe (2 rows, 0.5%); accuracy hardly notices, look at balanced accuracy',
  );
});
