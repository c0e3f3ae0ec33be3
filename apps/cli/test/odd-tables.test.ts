import { mkdirSync, writeFileSync } from 'node:fs';
import * as zlib from 'node:zlib';
import { expect, test } from 'vitest';
import type { FitReport } from '../src/fit/fit-report.ts';
import { readModel } from '../src/model-file/read-model.ts';
import { betahat, csv, folder, twoClasses } from './betahat.ts';
import { writeWithDuckDB } from './duckdb-files.ts';

const { at, file } = folder();
const records = twoClasses(80);

const fit = async (table: string, ...args: string[]) => {
  const { code, stdout, stderr } = await betahat('fit', table, '--json', ...args);
  expect(code, stderr).toBe(0);
  return { report: JSON.parse(stdout) as FitReport, stderr };
};

/** The fit of the plain table, without what depends on its name or the clock. */
const essence = ({ report }: { report: FitReport }) => ({
  ...report,
  file: '',
  secondsReading: 0,
  fit: { ...report.fit, seconds: 0 },
});

const plainFit = await fit(file('plain.csv', csv(records)), '-t', 'y');

test.each<[string, string, string | Uint8Array]>([
  ['a byte-order mark', 'bom.csv', `\ufeff${csv(records)}`],
  ['CR LF', 'crlf.csv', csv(records).replaceAll('\n', '\r\n')],
  ['CR LF with some LF', 'mixed.csv', csv(records).replace('\n', '\r\n')],
  ['semicolons', 'semicolon.csv', csv(records).replaceAll(',', ';')],
  ['tabs', 'tabs.txt', csv(records).replaceAll(',', '\t')],
  ['quoted numbers', 'quoted.csv', csv(records).replace(/[\d.]+/g, '"$&"')],
  ['blanks after commas', 'blanks.csv', csv(records).replace('x,z,y', 'x, z, y')],
  ['no line end at the end', 'open.csv', csv(records).trimEnd()],
  ['gzip', 'zipped.csv.gz', zlib.gzipSync(csv(records))],
  ['gzip without its ending', 'zipped', zlib.gzipSync(csv(records))],
  ['no ending', 'bare', csv(records)],
  ['a JSON list', 'list.json', JSON.stringify(records)],
  ['JSON without its ending', 'list', JSON.stringify(records)],
  ['JSON lines', 'lines.ndjson', records.map((r) => JSON.stringify(r)).join('\n')],
])('%s makes no difference', async (_, name, content) => {
  expect(essence(await fit(file(name, content), '-t', 'y'))).toEqual(essence(plainFit));
});

/** Node reads zstd from 22.15 on. */
const zstd = typeof zlib.zstdDecompressSync === 'function' ? ['t.jsonl.zst', 't.csv.zst'] : [];

test.each(['t.parquet', 't.json.gz', 't.tsv', ...zstd])(
  'what DuckDB writes as %s makes no difference',
  async (name) => {
    await writeWithDuckDB(
      `SELECT * REPLACE (y::VARCHAR AS y) FROM read_json('${at('list.json')}')`,
      at(name),
    );
    expect(essence(await fit(at(name), '-t', 'y'))).toEqual(essence(plainFit));
  },
);

test.each([
  'with space.csv',
  "it's.csv",
  '"quoted".csv',
  'star*.csv',
  'a[1].csv',
  'what?.csv',
  '~home.csv',
  '{a,b}.csv',
  '$HOME.csv',
  '; DROP TABLE t.csv',
  'größe-日本.csv',
  '--target.csv',
  '%41.csv',
])('a file named %s', async (name) => {
  expect(essence(await fit(file(name, csv(records)), '-t', 'y'))).toEqual(essence(plainFit));
});

test('a folder with wildcards, and hive names that would add columns', async () => {
  for (const name of ['[x]', 'year=2020']) {
    mkdirSync(at(name));
    const table = file(`${name}/t.csv`, csv(records));
    expect(essence(await fit(table, '-t', 'y'))).toEqual(essence(plainFit));
  }
});

test('a pattern names the files that it matches, in the order of their names', async () => {
  file('p2.csv', csv(records.slice(40)));
  file('p1.csv', csv(records.slice(0, 40).map(({ x, z, y }) => ({ y, z, x }))));
  const parted = await fit(at('p[0-9].csv'), '-t', 'y', '-c', 'x,z');
  expect({ ...essence(parted), columns: plainFit.report.columns }).toMatchObject({
    rows: 80,
    classes: plainFit.report.classes,
  });
  const none = await betahat('fit', at('zz*.csv'), '-t', 'y');
  expect([none.code, none.stderr]).toEqual([
    2,
    `betahat: error: no file matches "${at('zz*.csv')}"\n`,
  ]);
});

test('names: unicode, spaces, quotes, __proto__, reserved words, commas', async () => {
  const names = [
    'größe in cm',
    'say ""hi""',
    '__proto__',
    'select',
    'a,b',
    'constructor',
    'toString',
  ];
  const header = names.map((name) => `"${name}"`).join(',');
  const rows = records.map(({ x, z, y }, i) =>
    [x, z, i % 7, i % 5, i % 3, i % 11, i % 13, y].join(','),
  );
  const table = file('names.csv', `${header},"the ""target"""\n${rows.join('\n')}\n`);
  const { report } = await fit(table, '-t', 'the "target"', '--model', at('names.json'));
  const plainNames = names.map((name) => name.replaceAll('""', '"'));
  expect(report.columns).toEqual(plainNames);
  expect(report.effects[0]!.coefficients.map(({ column }) => column).sort()).toEqual(
    plainNames.toSorted(),
  );
  const { code, stdout } = await betahat('predict', at('names.json'), table);
  expect([code, stdout.trimEnd().split('\n').length]).toEqual([0, 81]);
  const chosen = await fit(table, '-t', 'the "target"', '-c', 'a,b', '-c', '__proto__,select');
  expect(chosen.report.columns).toEqual(['a,b', '__proto__', 'select']);
});

test('names that differ in case are different columns', async () => {
  const table = file('case.csv', csv(records.map(({ x, z, y }) => ({ x, X: z, y }))));
  const { report } = await fit(table, '-t', 'y');
  expect(report.columns).toEqual(['x', 'X']);
  expect(report.heldOut).toEqual(plainFit.report.heldOut);
});

test('a name twice: the later column gets another, with a warning', async () => {
  const table = file('twice.csv', csv(records).replace('x,z,y', 'x,x,y'));
  const { report, stderr } = await fit(table, '-t', 'y', '--model', at('twice.json'));
  expect(report.columns).toEqual(['x', 'x_1']);
  expect(stderr).toContain('two columns are named "x"; the later one is "x_1" here');
  expect((await betahat('predict', at('twice.json'), table)).code).toBe(0);
  const target = file('twice-y.csv', csv(records).replace('x,z,y', 'x,y,y'));
  expect((await betahat('fit', target, '-t', 'y')).stderr).toContain(
    'the target must be one column',
  );
});

test('an empty name', async () => {
  const table = file('nameless.csv', csv(records).replace('x,z,y', 'x,,y'));
  expect((await fit(table, '-t', 'y')).report.columns).toEqual(['x', 'column1']);
});

test('# is a name and not a comment', async () => {
  const table = file('hash.csv', csv(records).replace('x,z,y', '#x,z,y'));
  expect((await fit(table, '-t', 'y')).report.columns).toEqual(['#x', 'z']);
});

test('line breaks and commas in quoted cells', async () => {
  const rows = records.map(({ x, z, y }) => `"a\nb, ""c""",${x},${z},${y}`);
  const table = file('broken.csv', `note,x,z,y\n${rows.join('\n')}\n`);
  const { report, stderr } = await fit(table, '-t', 'y');
  expect(report.rows).toBe(80);
  expect(stderr).toContain('left out, constant in the training rows: "note"');
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('columns that tell nothing are left out, and the cell that makes text of numbers is named', async () => {
  const rows = records.map(
    ({ x, z, y }, i) => `${x},${z},${i === 30 ? 'n/a' : i},w${i},,2020-01-0${1 + (i % 9)},${y}`,
  );
  const table = file('left.csv', `x,z,age,word,empty,day,y\n${rows.join('\n')}\n`);
  const { report, stderr } = await fit(table, '-t', 'y');
  expect(report.columns).toEqual(['x', 'z', 'day']);
  expect(report.types).toEqual(['numeric', 'numeric', 'date']);
  expect(stderr).toContain(
    '"age" counts as text, for one of its cells is no number ("n/a"); if that means missing: --missing n/a',
  );
  expect(stderr).toContain('left out, a different text in nearly every row: "age", "word"');
  expect(stderr).toContain('left out, without any value in the training rows: "empty"');
  const { report: better } = await fit(table, '-t', 'y', '--missing', 'n/a,none');
  expect(better.columns).toEqual(['x', 'z', 'age', 'day']);
  expect(better.effects[0]!.coefficients.map(({ column }) => column)).toContain('age is missing');
});

test('numbers and then a word, past any sample', async () => {
  const rows = Array.from({ length: 30_000 }, (_, i) => `${i % 17},${i % 5},${i % 3 ? 'a' : 'b'}`);
  const table = file('late.csv', `x,v,y\n${rows.join('\n')}\n3,oops,a\n`);
  const { report, stderr } = await fit(table, '-t', 'y');
  expect(report.types).toEqual(['numeric', 'categorical']);
  expect(stderr).toContain('"v" counts as text, for one of its cells is no number ("oops")');
});

test('integers and then decimals, past the sample: nothing is rounded', async () => {
  const rows = Array.from({ length: 30_000 }, (_, i) => `1,${i % 3 ? 'a' : 'b'}`);
  for (const [name, content] of [
    ['decimals.csv', `x,y\n${rows.join('\n')}\n1.25,a\n`],
    [
      'decimals.json',
      `[${rows.map((row) => `{"x":1,"y":"${row.at(-1)}"}`).join(',')},{"x":1.25,"y":"a"}]`,
    ],
  ] as const) {
    const { report } = await fit(
      file(name, content),
      '-t',
      'y',
      '--test-size',
      '0',
      '--model',
      at('d.json'),
    );
    expect(report.columns).toEqual(['x']);
    const [column] = (await readModel(at('d.json'))).encoder.columns;
    expect((column as { shift: number }).shift).toBeCloseTo(1 + 0.25 / 30_001, 12);
  }
});

test('typed columns of Parquet and what they are used as', async () => {
  const table = at('types.parquet');
  await writeWithDuckDB(
    `SELECT i::TINYINT AS tiny, (i * 1e15)::BIGINT AS big, (i * 3)::DECIMAL(20, 3) AS dec, i::FLOAT AS real,
      i::UBIGINT AS unsigned, i % 2 = 0 AS flag, DATE '2020-01-01' + i::INTEGER AS day,
      i::VARCHAR AS text, [i] AS list, {'a': i} AS struct, CASE WHEN i % 3 = 0 THEN 'a' ELSE 'b' END AS y
      FROM range(100) t(i)`,
    table,
  );
  const { report } = await fit(table, '-t', 'y');
  expect(report.columns).toEqual([
    ...['tiny', 'big', 'dec', 'real', 'unsigned', 'flag', 'day', 'text'],
  ]);
  expect(report.types).toEqual([
    ...['numeric', 'numeric', 'numeric', 'numeric', 'numeric', 'boolean', 'date', 'numeric'],
  ]);
  expect(report.leftOut).toEqual([
    { column: 'list', reason: 'nested' },
    { column: 'struct', reason: 'nested' },
  ]);
});

test('numbers near the largest double', async () => {
  const table = file('huge.csv', `x,y\n${'1.7e308,a\n-1.7e308,b\n'.repeat(4)}`);
  const { report } = await fit(table, '-t', 'y');
  expect(report.heldOut!.accuracy).toBe(1);
  for (const { effect } of report.effects[0]!.coefficients) expect(effect).toBeLessThan(0);
});

test('a table too small to hold rows out is fitted whole, unless a size was asked for', async () => {
  const table = file('small.csv', 'x,y\n1,a\n2,b\n3,a\n4,c\n');
  const { report, stderr } = await fit(table, '-t', 'y');
  expect(report.heldOut).toBeNull();
  expect(stderr).toContain('fitted on all rows');
  const asked = await betahat('fit', table, '-t', 'y', '--test-size', '0.25');
  expect([asked.code, asked.stderr.includes('--test-size: 4 rows are too few')]).toEqual([2, true]);
});

test('a class of one row stays with the training rows', async () => {
  const table = file('rare.csv', `${csv(records)}5,5,rare\n`);
  const { report } = await fit(table, '-t', 'y');
  expect(report.classes).toContainEqual({ label: 'rare', rows: 1 });
  expect(report.heldOut!.confusion[1]).toEqual([0, 0, 0]);
});

test('escape sequences in names and cells do not reach the terminal', async () => {
  const rows = records.map(({ x, z, y }) => `${x},${z},\u001b[31m${y}`);
  const table = file('escape.csv', `x\u001b]0;title\u0007,z,y\n${rows.join('\n')}\n`);
  const { stdout, stderr } = await betahat('fit', table, '-t', 'y');
  expect(stdout).toContain('x\\u001b]0;title\\u0007');
  expect(stdout).not.toContain('\u001b');
  const missing = await betahat('fit', at('no\u001b[2Jfile.csv'), '-t', 'y');
  expect(stderr + missing.stderr).not.toContain('\u001b');
});

test('a separable table without a penalty: no best fit, exit code 1, no model', async () => {
  writeFileSync(at('separable.csv'), 'a,b,y\n1,5,u\n2,3,u\n3,4,v\n4,4,v\n');
  const { code, stdout, stderr } = await betahat(
    ...['fit', at('separable.csv'), '-t', 'y', '--l2', '0', '--test-size', '0', '-m', at('s.json')],
  );
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(
    /^betahat: error: the columns? "a".* tells? the classes apart .*--l2 above 0\n$/,
  );
});

test('an unconverged fit is shown, marked and not saved; exit code 1', async () => {
  const args = ['fit', at('plain.csv'), '-t', 'y', '--max-iterations', '1', '-m', at('u.json')];
  const { code, stdout, stderr } = await betahat(...args);
  expect(code).toBe(1);
  expect(stdout).toContain('not converged (iterationLimit)');
  expect(stderr).toMatch(/^betahat: error: .+\n$/);
  expect((await betahat('predict', at('u.json'), at('plain.csv'))).stderr).toContain(
    'no such file',
  );
  const json = await betahat(...args, '--json');
  expect(JSON.parse(json.stdout).fit.converged).toBe(false);
});
