import { mkdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { betahat, csv, folder, twoClasses } from './betahat.ts';
import { writeWithDuckDB } from './duckdb-files.ts';

const { at, file, path } = folder();
const good = csv(twoClasses(40));
const [header, ...rows] = good.trimEnd().split('\n');
/** The good table with some rows put after its last. */
const and = (...more: string[]) => [header, ...rows, ...more].join('\n');

test.each<[string, string | Uint8Array, string]>([
  ['an empty file', '', 'the file is empty'],
  ['a header only', 'x,z,y\n', 'the table has no rows'],
  ['a header without a line end', 'x,z,y', 'the table has no rows'],
  ['no such target', 'x,z,Y\n1,2,a\n', 'no column "y"; did you mean "Y"?'],
  ['no such target at all', 'x,z,t\n1,2,a\n', 'no column "y"; its columns are "x", "z", "t"'],
  ['one class', 'x,y\n1,a\n2,a\n', 'column "y" has one class only: every one of 2 rows is "a"'],
  ['a hole in the target', and('1,2,'), 'column "y" has no value in row 41'],
  ['an infinity', and('inf,1,yes'), 'column "x" has inf in row 41; numbers must be finite'],
  ['an overflow', and('1e999,1,yes'), 'column "x" has 1e999 in row 41, too large for a number'],
  ['the first of several', and('1,2,yes', '1,inf,no', ',1,'), 'column "z" has inf in row 42'],
  ['a short line', and('1'), 'line 42: 1 field where the header has 3'],
  ['a long line', and('1,2,yes,4'), 'line 42: 4 fields where the header has 3'],
  ['an open quote', and('1,2,"yes'), 'a quoted field does not end'],
  [
    'a late open quote',
    `x,z,y\n${'1,2,a\n1,3,b\n'.repeat(20_000)}1,2,"yes`,
    'a quoted field does not end',
  ],
  ['a late short line', `x,z,y\n${'1,2,a\n1,3,b\n'.repeat(20_000)}1,2`, 'line 40002: 2 fields'],
  [
    'a late Latin-1 byte',
    Buffer.from(`x,z,y\n${'1,2,a\n1,3,b\n'.repeat(20_000)}1,2,\u00e9\n`, 'latin1'),
    'not UTF-8',
  ],
  ['a line of 3 MB', and(`1,2,${'q'.repeat(3e6)}`), 'a line is longer than 2 MB'],
  ['the header twice', `${good}${good}`, 'row 41 repeats the header'],
  ['Latin-1', Buffer.from(and('1,2,\u00e9'), 'latin1'), 'not UTF-8 text'],
  ['UTF-16', Buffer.from(`\ufeff${good}`, 'utf16le'), 'UTF-16 text; save it as UTF-8'],
  ['binary junk', Buffer.from([0, 1, 2, 255, 254, 10, 44]), 'binary data'],
  ['a zip archive', Buffer.from('PK\u0003\u0004rest'), 'a zip archive or spreadsheet'],
  ['a cut gzip file', gzipSync(csv(twoClasses(2000))).subarray(0, 3000), 'damaged or cut off'],
  ['a cut Parquet file', Buffer.from('PAR1abcdefghijkl'), 'damaged or cut off'],
  ['only identifiers', 'n,y\na,b\nc,d\n', 'no column is left to predict from: "n" is identifier'],
  ['the target alone', 'y\na\nb\n', 'no column beside the target "y"'],
  [
    'only constant columns',
    'x,y\n1,a\n1,b\n1,a\n1,b\n',
    'no column is left to predict from: "x" is constant',
  ],
  [
    'a quantity for a target',
    `x,y\n${Array.from({ length: 50 }, (_, i) => `${i % 7},${i * 1.5}`).join('\n')}`,
    'column "y" has 50 different values in 50 rows: a quantity or an identifier, not classes',
  ],
  [
    'an identifier of many rows',
    `x,y\n${Array.from({ length: 3000 }, (_, i) => `${i % 7},id${i}`).join('\n')}`,
    'has more than 1000 different values',
  ],
  [
    'integers beyond 2^53 as labels',
    'x,y\n1,9007199254740993\n2,9007199254740995\n',
    'column "y" has a number beyond ±2^53 in row 1',
  ],
])('%s: one line, exit code 2, no model', async (_, content, expected) => {
  const table = file('t.csv', content);
  const { code, stdout, stderr } = await betahat(
    ...['fit', table, '--target', 'y', '--model', at('model.json')],
  );
  const errors = stderr.split('\n').filter((line) => !line.includes('warning'));
  expect(errors[0]).toContain(`betahat: error: ${table}: `);
  expect(errors[0]).toContain(expected);
  expect([errors.length, code, stdout]).toEqual([2, 2, '']);
  expect((await betahat('predict', at('model.json'), table)).stderr).toContain('no such file');
});

test.each<[string, string, string]>([
  ['cut off', '[{"x":1,"y":"a"},{"x":2', 'not readable as JSON: row 2'],
  ['a key twice', '[{"x":1,"x":2,"y":"a"}]', 'the record in row 1 has the key "x" twice'],
  ['a line cut off', '{"x":1,"y":"a"}\n{"x":2,"y":"b"}\n{"x":3,', 'not readable as JSON: row 3'],
  ['an empty list', '[]', 'the table has no rows'],
  ['a byte-order mark', '\ufeff[{"x":1,"y":"a"}]', 'byte-order mark'],
  ['no records', '[1,2,3]', 'no column "y"; its columns are "json"'],
  ['a target missing', '[{"x":1,"y":"a"},{"x":2}]', 'column "y" has no value in row 2'],
  ['a list for a target', '[{"x":1,"y":[1]},{"x":1,"y":[2]}]', 'holds VARCHAR[], not class labels'],
])('JSON, %s', async (_, content, expected) => {
  const table = file('t.json', content);
  const { code, stderr } = await betahat('fit', table, '--target', 'y');
  expect(stderr).toContain(`betahat: error: ${table}: `);
  expect(stderr).toContain(expected);
  expect([code, stderr.trimEnd().split('\n').length]).toEqual([2, 1]);
});

test('Parquet: a hole in the target is named by row', async () => {
  const table = at('t.parquet');
  await writeWithDuckDB(
    'SELECT i % 10 AS x, CASE WHEN i <> 70000 THEN i % 3 = 0 END AS y FROM range(100000) t(i)',
    table,
  );
  const { code, stderr } = await betahat('fit', table, '--target', 'y');
  expect([code, stderr]).toEqual([
    2,
    `betahat: error: ${table}: column "y" has no value in row 70001; --sql can leave such rows out\n`,
  ]);
});

test('a missing file, a directory, no file', async () => {
  const fit = async (table: string) => (await betahat('fit', table, '-t', 'y')).stderr;
  expect(await fit(at('none.csv'))).toBe(`betahat: error: ${at('none.csv')}: no such file\n`);
  expect(await fit(path)).toBe(`betahat: error: ${path}: a directory, not a file\n`);
  expect(await fit(`${file('f.csv', good)}/x`)).toContain('part of the path is not a directory');
  expect(await fit('')).toContain('no such file');
  expect(await fit('a\0b')).toContain('not a file name');
  mkdirSync(at('dir.csv'));
  expect(await fit(at('dir.csv'))).toContain('a directory, not a file');
});

test('columns asked for by name', async () => {
  const table = file('named.csv', 'x,word,late,y\n1,a,1,u\n2,b,2,v\n3,c,n/a,u\n');
  const fit = async (...args: string[]) => (await betahat('fit', table, '-t', 'y', ...args)).stderr;
  expect(await fit('--numeric', 'word')).toContain('column "word" is not numeric: "a" in row 1');
  expect(await fit('--numeric', 'late')).toContain('column "late" is not numeric: "n/a" in row 3');
  expect(await fit('--numeric', 'x', '--categorical', 'x')).toContain('both name "x"');
  expect(await fit('--categorical', 'y')).toContain('"y", which is not among the columns used');
  expect(await fit('--columns', 'x,w')).toContain('no column "w"; its columns are');
  expect(await fit('--exclude', 'w')).toContain('no column "w"');
  expect(await fit('--columns', 'x,y')).toContain('--columns names the target "y"');
  expect(await fit('--exclude', 'x,word,late')).toContain('no column beside the target');
});
