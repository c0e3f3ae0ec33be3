import { expect, test } from 'vitest';
import type { Description } from '../src/describe/describe-command.ts';
import { betahat, folder, shipped } from './betahat.ts';
import { writeWithDuckDB } from './duckdb-files.ts';
import { ODD_TARGET, oddCsv, oddRecords } from './odd-table.ts';

const { at, file } = folder();
const records = oddRecords(300);
const table = file('odd.csv', oddCsv(records));

const describeTable = async (...args: string[]): Promise<Description> => {
  const { code, stdout, stderr } = await betahat('describe', ...args, '--json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
};

test('types, missing cells, ranges and values', async () => {
  const { rows, columns, classes } = await describeTable(table, '-t', ODD_TARGET);
  expect(rows).toBe(300);
  const [size, hi, island, seen, old] = columns;
  const sizes = records
    .map((r) => r['Größe, cm']!)
    .filter((text) => text !== '')
    .map(Number);
  expect(size).toMatchObject({ type: 'numeric', missing: 300 - sizes.length });
  expect(size!.range!.least).toBe(Math.min(...sizes));
  expect(size!.range!.greatest).toBe(Math.max(...sizes));
  expect(size!.range!.mean).toBeCloseTo(sizes.reduce((a, b) => a + b, 0) / sizes.length, 9);
  expect(hi).toMatchObject({ type: 'numeric', missing: 0 });
  expect(island).toMatchObject({ type: 'categorical', missing: 75 });
  expect(island!.levels).toMatchObject({ different: 3, more: false });
  expect(island!.levels!.commonest[0]!.rows).toBe(75);
  expect(seen).toMatchObject({
    type: 'date',
    dates: { first: '2007-01-01', last: '2007-12-28' },
  });
  expect(old).toMatchObject({ type: 'boolean', levels: { different: 2 } });
  expect(classes!.reduce((sum, one) => sum + one.rows, 0)).toBe(300);
});

test('typed files: what the types say', async () => {
  await writeWithDuckDB(
    `SELECT i AS n, i % 2 = 0 AS flag, DATE '2020-01-01' + i::INTEGER AS day,
     TIMESTAMPTZ '2020-01-01 00:00:00+00' AS at, [i] AS list, NULL::VARCHAR AS nothing,
     CASE WHEN i = 3 THEN 'NaN'::DOUBLE ELSE i END AS d FROM range(30) t(i)`,
    at('t.parquet'),
  );
  const { columns } = await describeTable(at('t.parquet'));
  expect(columns.map(({ type }) => type)).toEqual([
    ...['numeric', 'boolean', 'date', 'date', null, null, 'numeric'],
  ]);
  expect(columns[3]!.dates!.first).toBe('2020-01-01 00:00:00');
  expect(columns.map(({ missing }) => missing)).toEqual([0, 0, 0, 0, 0, 30, 1]);
});

test.each(['iris', 'wine', 'digits', 'breast_cancer'])('%s, in 80 columns', async (name) => {
  const { code, stdout, stderr } = await betahat('describe', shipped(name));
  expect([code, stderr]).toEqual([0, '']);
  for (const line of stdout.split('\n').slice(1)) expect(line.length, line).toBeLessThanOrEqual(80);
});

test('words in a column of numbers, an identifier and a giveaway are warned of', async () => {
  const rows = records.map(
    (_, i) => `${i % 40 ? i % 9 : '?'},${i + 1},${i % 2},${i % 2 ? 'a' : 'b'}`,
  );
  const odd = file('w.csv', `x,id,leak,y\n${rows.join('\n')}\n`);
  const { stderr } = await betahat('describe', odd, '-t', 'y');
  expect(stderr).toContain('"x" counts as text, for 8 of its cells are no numbers ("?")');
  expect(stderr).toContain('"id" looks like an identifier');
  expect(stderr).toContain('"leak" alone predicts the target');
  expect(stderr.trimEnd().split('\n')).toHaveLength(3);
});
