import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { FitReport } from '../src/fit/fit-report.ts';
import { betahat, betahatIn, csv, folder, twoClasses } from './betahat.ts';
import { writeWithDuckDB } from './duckdb-files.ts';

const { at, file } = folder();
const records = twoClasses(80);
const plain = file('plain.csv', csv(records));
const fit = async (...args: string[]): Promise<FitReport> => {
  const { code, stdout, stderr } = await betahat('fit', ...args, '-t', 'y', '--json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
};
const effects = ({ effects }: FitReport) => effects;
const expected = effects(await fit(plain));

test.each<[string, string | Buffer]>([
  ['CSV', csv(records)],
  ['compressed CSV', gzipSync(csv(records))],
  ['JSON lines', records.map((record) => JSON.stringify(record)).join('\n')],
])('standard input: %s', async (_, stdin) => {
  const before = readdirSync(tmpdir()).filter((name) => /^betahat-\w{6}$/.test(name));
  const { stdout, stderr } = await betahatIn({ stdin })('fit', '-', '-t', 'y', '--json');
  expect(stderr).toBe('');
  expect(effects(JSON.parse(stdout))).toEqual(expected);
  expect(JSON.parse(stdout).file).toBe('standard input');
  // Nothing of the copy stays.
  expect(readdirSync(tmpdir()).filter((name) => /^betahat-\w{6}$/.test(name))).toEqual(before);
});

test('standard input that is a terminal, empty or named twice', async () => {
  expect((await betahat('describe', '-')).stderr).toContain('standard input is a terminal');
  const empty = await betahatIn({ stdin: '' })('describe', '-');
  expect(empty.stderr).toBe('betahat: error: standard input: the file is empty\n');
  const twice = await betahatIn({ stdin: 'x\n1\n' })('describe', '-', '-');
  expect(twice.stderr).toContain('names standard input twice');
});

test('several files of the same columns, in other orders and formats, are one table', async () => {
  file('a1.csv', csv(records.slice(0, 30)));
  file('a2.csv', csv(records.slice(30, 50).map(({ x, z, y }) => ({ y, z, x }))));
  file('rest.json', JSON.stringify(records.slice(50)));
  await writeWithDuckDB(`SELECT * FROM read_json('${at('rest.json')}')`, at('a3.parquet'));
  const report = await fit(at('a1.csv'), at('a2.csv'), at('a3.parquet'));
  expect([report.rows, report.file]).toEqual([80, `${at('a1.csv')} and 2 more`]);
  expect(effects(report)).toEqual(expected);
  expect(effects(await fit(at('a*')))).toEqual(expected);
});

test('files whose columns differ, or of which one is broken', async () => {
  const other = file('b2.csv', 'x,w,y\n1,2,no\n');
  expect((await betahat('fit', plain, other, '-t', 'y')).stderr).toBe(
    `betahat: error: ${other}: lacks "z", which ${plain} has\n`,
  );
  const more = file('b3.csv', 'x,z,y,w\n1,2,no,3\n');
  expect((await betahat('fit', plain, more, '-t', 'y')).stderr).toBe(
    `betahat: error: ${more}: has "w", which ${plain} has not\n`,
  );
  const broken = file('b4.csv', `${csv(records)}1,2\n`);
  expect((await betahat('fit', plain, broken, '-t', 'y')).stderr).toBe(
    `betahat: error: ${broken}: line 82: 2 fields where the header has 3\n`,
  );
});

test('--sql: rows, columns and types of a query', async () => {
  const sql = 'SELECT x, z, y FROM plain WHERE x >= 0 -- all of them';
  expect(effects(await fit(plain, '--sql', sql))).toEqual(expected);
  expect(effects(await fit(plain, '--sql', 'FROM input;'))).toEqual(expected);
  const shop = file('Shops & more.csv', 'y,name\nyes,Yes!\nno,No!\n');
  const joined = `SELECT p.*, s.name FROM plain p JOIN "Shops & more" s USING (y)`;
  expect((await fit(plain, shop, '--sql', joined)).columns).toEqual(['x', 'z', 'name']);
});

test('--sql over a file with a byte-order mark, and over standard input', async () => {
  const marked = file(
    'marked.csv',
    `\ufeff"x",z,y\n${csv(records).split('\n').slice(1).join('\n')}`,
  );
  expect(effects(await fit(marked, '--sql', 'FROM marked'))).toEqual(expected);
  const run = betahatIn({ stdin: csv(records) });
  const { stdout } = await run('fit', '-', '-t', 'y', '--sql', 'FROM input', '--json');
  expect(effects(JSON.parse(stdout))).toEqual(expected);
});

const secret = file('secret.csv', 'x,y\n1,a\n');
test.each<[string, string, string]>([
  ['another file', `SELECT * FROM '${secret}'`, 'Cannot access file'],
  ['another file by a function', `SELECT * FROM read_csv('${secret}')`, 'Cannot access file'],
  ['the list of files', "SELECT * FROM glob('/*')", 'Cannot access file'],
  ['text of a file', `SELECT * FROM read_text('${secret}')`, 'Cannot access file'],
  ['the network', "SELECT * FROM 'https://example.com/t.csv'", '--sql:'],
  ['writing', `COPY plain TO '${at('stolen.csv')}'`, 'Cannot access file'],
  ['writing over what it reads', `COPY (SELECT 1) TO '${plain}'`, 'is no SELECT'],
  ['another database', `ATTACH '${at('x.db')}'`, '--sql:'],
  ['a setting', 'SET enable_external_access = true', '--sql:'],
  ['a second statement', 'SELECT 1; DROP VIEW plain', '2 statements; give one SELECT'],
  ['a parenthesis too many', 'SELECT 1) UNION ALL (SELECT 2', 'syntax error'],
  ['no SELECT', 'DROP VIEW plain', 'is no SELECT'],
  ['nothing', '', '0 statements'],
  ['an unknown table', 'SELECT * FROM planes', 'the tables are "plain"'],
  ['an error in a row', 'SELECT CAST(y AS INTEGER) AS x, y FROM plain', 'Could not convert'],
])('--sql cannot reach: %s', async (_, sql, message) => {
  const { code, stdout, stderr } = await betahat('fit', plain, '-t', 'y', '--sql', sql);
  expect(stderr).toContain('betahat: error: --sql: ');
  expect(stderr).toContain(message);
  expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1]);
  expect(readdirSync(at('.')).filter((name) => /stolen|x\.db/.test(name))).toEqual([]);
  expect(readFileSync(plain, 'utf8')).toBe(csv(records));
});

test('a pattern of an address fetches nothing', async () => {
  const { code, stderr } = await betahat('describe', 'https://127.0.0.1:9/*.csv');
  expect([code, stderr.split('\n').length]).toEqual([2, 2]);
  expect(stderr).toContain('https://127.0.0.1:9/*.csv');
});

test('two files that would be one table of --sql', async () => {
  const same = file('plain.json', JSON.stringify(records));
  const { stderr } = await betahat('fit', plain, same, '-t', 'y', '--sql', 'FROM plain');
  expect(stderr).toContain('would both be the table "plain"');
});

test('--missing: texts and numbers that stand for holes', async () => {
  const marked = records.map((record, i) => ({
    ...record,
    x: i % 10 === 0 ? 'NA' : record.x,
    z: i % 8 === 0 ? -999 : record.z,
  }));
  const names = (report: FitReport) => report.effects[0]!.coefficients.map(({ column }) => column);
  const both = ['x', 'x is missing', 'z', 'z is missing'];
  const args = ['--missing', 'NA,-999'];
  expect(names(await fit(file('na.csv', csv(marked)), ...args)).sort()).toEqual(both);
  const typed = marked.map((record) => ({ ...record, x: record.x === 'NA' ? null : record.x }));
  expect(names(await fit(file('na.json', JSON.stringify(typed)), ...args)).sort()).toEqual(both);
  await betahat('fit', at('na.csv'), '-t', 'y', ...args, '-m', at('na-model.json'));
  const without = await betahat('predict', at('na-model.json'), at('na.csv'));
  expect(without.stderr).toContain('"NA" in row 1; if that means missing: --missing NA');
});
