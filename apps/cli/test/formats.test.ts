import { readdirSync, readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { writingError } from '../src/predict/write-parquet.ts';
import { UserError } from '../src/user-error.ts';
import { betahat, betahatIn, csv, folder, twoClasses } from './betahat.ts';
import { writeWithDuckDB } from './duckdb-files.ts';

const { at, file, path } = folder();
const records = twoClasses(5000).map((record, i) => ({ id: i, ...record }));
const table = file('t.csv', csv(records));
const model = at('m.json');
await betahat('fit', table, '-t', 'y', '-x', 'id', '-m', model);
const lines = (await betahat('predict', model, table)).stdout.trimEnd().split('\n').slice(1);

const readParquet = async (name: string) => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const read = await connection.runAndReadAll('SELECT * FROM read_parquet(?)', [name]);
  const rows = read.getRowsJS();
  const found = { names: read.columnNames(), types: read.columnTypes().map(String), rows };
  connection.closeSync();
  instance.closeSync();
  return found;
};

test('Parquet: the same bits as CSV, in the order of the rows', async () => {
  const output = at('out.parquet');
  const { code, stdout, stderr } = await betahat('predict', model, table, '-o', output);
  expect([code, stdout, stderr]).toEqual([0, '', '']);
  const { names, types, rows } = await readParquet(output);
  expect(names).toEqual(['prediction', 'probability_no', 'probability_yes']);
  expect(types).toEqual(['VARCHAR', 'DOUBLE', 'DOUBLE']);
  expect(rows.map((row) => row.join(','))).toEqual(lines);
  expect(readdirSync(path).filter((name) => name.includes('.part'))).toEqual([]);
});

test('columns kept: numbers of a typed file, text of CSV, holes as such', async () => {
  await writeWithDuckDB(
    `SELECT * REPLACE (CASE WHEN id <> 3 THEN id END AS id), 'a "b"' AS "no, te" FROM read_csv('${table}')`,
    at('typed.parquet'),
  );
  const keep = ['--keep', 'id', '--keep', 'no, te'];
  const args = ['predict', model, at('typed.parquet'), ...keep];
  await betahat(...args, '-o', at('kept.parquet'));
  const { names, rows } = await readParquet(at('kept.parquet'));
  expect(names.slice(0, 2)).toEqual(['id', 'no, te']);
  expect(rows.slice(2, 4).map(([id, note]) => [id, note])).toEqual([
    [2, 'a "b"'],
    [null, 'a "b"'],
  ]);
  const text = (await betahat(...args)).stdout.split('\n');
  expect(text[0]).toBe('id,"no, te",prediction,probability_no,probability_yes');
  expect(text[4]).toBe(`,"a ""b""",${lines[3]}`);
  const json = JSON.parse((await betahat(...args, '--json')).stdout.split('\n')[3]!);
  expect(json).toMatchObject({ id: null, 'no, te': 'a "b"' });
  const fromCsv = await betahat('predict', model, table, '--keep', 'id', '--json');
  expect(JSON.parse(fromCsv.stdout.split('\n')[7]!).id).toBe('7');
});

test('JSON is one list, JSON lines one object a line', async () => {
  await betahat('predict', model, table, '-o', at('p.json'));
  await betahat('predict', model, table, '-o', at('p.jsonl'));
  const list = JSON.parse(readFileSync(at('p.json'), 'utf8'));
  expect(list).toHaveLength(5000);
  const objects = readFileSync(at('p.jsonl'), 'utf8').trimEnd().split('\n');
  expect(objects.map((line) => JSON.parse(line))).toEqual(list);
  const { prediction, probabilities } = list[4321];
  expect([prediction, probabilities.no, probabilities.yes].join(',')).toBe(lines[4321]);
  const none = await betahat('predict', model, file('none.csv', 'x,z\n'), '--format', 'json');
  expect(JSON.parse(none.stdout)).toEqual([]);
});

test('TSV, and a table for people: by name, by --format, on a terminal', async () => {
  await betahat('predict', model, table, '-o', at('p.tsv'));
  const tsv = readFileSync(at('p.tsv'), 'utf8').trimEnd().split('\n').slice(1);
  expect(tsv.map((line) => line.replaceAll('\t', ','))).toEqual(lines);
  const asked = (await betahat('predict', model, table, '--format', 'table')).stdout;
  expect(asked.split('\n')[0]).toBe('prediction      no     yes');
  expect(asked.split('\n')[1]).toMatch(/^(yes|no) +\d\.\d{4} +\d\.\d{4}$/);
  const terminal = betahatIn({ isTerminal: true });
  expect((await terminal('predict', model, table)).stdout).toBe(asked);
});

test.each<[string, string[], string]>([
  ['Parquet to standard output', ['--format', 'parquet'], '--format parquet needs a file'],
  ['an unknown format', ['--format', 'xml'], 'one of csv, tsv, json, jsonl, table, parquet'],
  ['two formats', ['--json', '--format', 'csv'], '--json is --format jsonl'],
  ['an unknown column', ['--keep', 'nothing'], 'no column "nothing"'],
])('%s: one line, exit code 2', async (_, args, expected) => {
  const { code, stdout, stderr } = await betahat('predict', model, table, ...args);
  expect(stderr).toContain(expected);
  expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1]);
});

test('a column kept must not be named like one that is made, nor lose digits', async () => {
  const clash = file('clash.csv', 'x,z,prediction\n1,2,3\n');
  const { stderr } = await betahat('predict', model, clash, '--keep', 'prediction');
  expect(stderr).toContain('predictions have a column of that name');
  await writeWithDuckDB('SELECT 1 AS x, 2 AS z, 9007199254740993 AS id', at('big.parquet'));
  const big = await betahat('predict', model, at('big.parquet'), '--keep', 'id');
  expect([big.code, big.stderr.includes('beyond ±2^53')]).toEqual([2, true]);
});

test('Parquet that fails on its way leaves what was there before', async () => {
  const output = file('kept-before.parquet', 'precious');
  const late = file('late.csv', `x,z\n${'1,2\n'.repeat(5000)}1,a\n`);
  const { code, stderr } = await betahat('predict', model, late, '-o', output);
  expect([code, stderr.includes('is not numeric: "a" in row 5001')]).toEqual([2, true]);
  expect(readFileSync(output, 'utf8')).toBe('precious');
  expect(readdirSync(path).filter((name) => name.includes('.part'))).toEqual([]);
});

test('a disk that is full under Parquet, in words', () => {
  const message =
    'Failed to append: Failed to commit: Could not write file "/x/.out.parquet.1.part.rows": No space left on device';
  expect(writingError('out.parquet', new Error(message))).toEqual(
    new UserError('out.parquet: no space left on the device'),
  );
  const io = 'IO Error: Cannot open file "/x/y": Permission denied\nmore';
  expect((writingError('o', new Error(io)) as Error).message).toBe(
    'o: cannot be written: Cannot open file "/x/y": Permission denied',
  );
  const other = new TypeError('x');
  expect(writingError('o', other)).toBe(other);
});
