import { readFileSync } from 'node:fs';
import type { DenseMatrix } from '@betahat/linalg';
import type { Label } from '@betahat/models';
import { beforeAll, expect, test } from 'vitest';
import type { FitReport } from '../src/fit/fit-report.ts';
import { holdOut } from '../src/fit/hold-out.ts';
import { readModel } from '../src/model-file/read-model.ts';
import { betahat, csv, folder, shipped, twoClasses } from './betahat.ts';
import { writeWithDuckDB } from './duckdb-files.ts';

const { at, file } = folder();
const records = twoClasses(200);
const table = file('train.csv', csv(records));
const model = at('model.json');
let report: FitReport;

beforeAll(async () => {
  const { code, stdout } = await betahat('fit', table, '-t', 'y', '--model', model, '--json');
  expect(code).toBe(0);
  report = JSON.parse(stdout);
});

test('labels and probabilities as CSV, one line a row', async () => {
  const { code, stdout, stderr } = await betahat('predict', model, table);
  expect([code, stderr]).toEqual([0, '']);
  const [header, ...lines] = stdout.trimEnd().split('\n');
  expect(header).toBe('prediction,probability_no,probability_yes');
  expect(lines).toHaveLength(200);
  for (const line of lines) {
    const [label, no, yes] = line.split(',');
    expect(Number(no) + Number(yes)).toBeCloseTo(1, 12);
    expect(label).toBe(Number(yes) > Number(no) ? 'yes' : 'no');
  }
});

test('bit for bit what the fit judged itself by', async () => {
  const { stdout } = await betahat('predict', model, table);
  const codes = Uint32Array.from(records, ({ y }) => Number(y === 'yes'));
  const counts = [0, 1].map((k) => codes.filter((code) => code === k).length);
  const { isTest } = holdOut({ labels: ['no', 'yes'], counts, codes }, 0.25, 0, true);
  let right = 0;
  let loss = 0;
  let rows = 0;
  for (const [row, line] of stdout.trimEnd().split('\n').slice(1).entries()) {
    if (isTest[row] === 0) continue;
    const [label, ...probabilities] = line.split(',');
    const { y } = records[row]!;
    rows += 1;
    right += Number(label === y);
    loss -= Math.log(Number(probabilities[y === 'yes' ? 1 : 0]));
  }
  expect(rows).toBe(report.heldOut!.rows);
  expect(right / rows).toBe(report.heldOut!.accuracy);
  expect(loss / rows).toBeCloseTo(report.heldOut!.logLoss, 14);
});

test.each([
  ['iris', 'species'],
  ['breast_cancer', 'diagnosis'],
])('%s: the file keeps every bit of the model', async (name, target) => {
  const saved = at(`${name}.json`);
  await betahat('fit', shipped(name), '-t', target, '--test-size', '0', '--model', saved);
  const { stdout } = await betahat('predict', saved, shipped(name));
  const predictor = await readModel(saved);
  const [header = '', ...lines] = readFileSync(shipped(name), 'utf8').trimEnd().split('\n');
  const names = header.split(',').slice(0, -1);
  const numbers = lines.map((line) => line.split(',').slice(0, -1).map(Number));
  const X = {
    names,
    columns: names.map((_, j) => numbers.map((row) => row[j]!)),
  };
  const P = predictor.predictProba(X) as DenseMatrix;
  const labels = predictor.predict(X) as Label[];
  const expected = labels.map((label, i) =>
    [label, ...P.data.subarray(i * P.cols, (i + 1) * P.cols)].join(','),
  );
  expect(stdout.trimEnd().split('\n').slice(1)).toEqual(expected);
});

test('columns are found by name, in any order, with others beside them', async () => {
  const moved = records.map(({ x, z, y }) => ({ note: 'n/a', z, y, empty: '', x }));
  const other = file('moved.csv', csv(moved));
  expect(await betahat('predict', model, other)).toEqual(await betahat('predict', model, table));
});

test('CSV, TSV, JSON, JSON lines, Parquet, compressed or not, give the same', async () => {
  const query = `SELECT x, z FROM read_csv('${table}')`;
  const expected = await betahat('predict', model, table);
  for (const name of [
    't.tsv',
    't.json',
    't.jsonl',
    't.parquet',
    't.csv.gz',
    't.json.gz',
    't.jsonl.gz',
  ]) {
    await writeWithDuckDB(query, at(name));
    expect(await betahat('predict', model, at(name)), name).toEqual(expected);
  }
});

test('JSON lines with --json', async () => {
  const { stdout } = await betahat('predict', model, table, '--json');
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(200);
  const { stdout: text } = await betahat('predict', model, table);
  const [label, no, yes] = text.split('\n')[1]!.split(',');
  expect(lines[0]).toEqual({
    prediction: label,
    probabilities: { no: Number(no), yes: Number(yes) },
  });
});

test('--output writes the file and nothing else', async () => {
  const output = at('out.csv');
  const { code, stdout, stderr } = await betahat('predict', model, table, '--output', output);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(readFileSync(output, 'utf8')).toBe((await betahat('predict', model, table)).stdout);
});

test('a table without rows gives a header and a warning', async () => {
  const { code, stdout, stderr } = await betahat('predict', model, file('none.csv', 'x,z\n'));
  expect([code, stdout]).toEqual([0, 'prediction,probability_no,probability_yes\n']);
  expect(stderr).toContain('warning');
});

test.each<[string, string, string]>([
  ['a missing column', 'x,w\n1,2\n', 'the column "z" of the model is missing'],
  ['missing columns', 'w\n1\n', 'the columns "x", "z" of the model are missing'],
  ['a word', 'x,z\n1,2\n3,4\nfive,6\n', 'column "x" is not numeric: "five" in row 3'],
  ['an infinity', 'x,z\n1,2\n3,-inf\n', 'column "z" has -inf in row 2; numbers must be finite'],
  [
    'a late word',
    `x,z\n${'1,2\n'.repeat(30_000)}1,a\n`,
    'column "z" is not numeric: "a" in row 30001',
  ],
])('%s: one line, exit code 2, no output file', async (name, content, expected) => {
  const bad = file('bad.csv', content);
  const output = at(`${name}.csv`);
  const { code, stdout, stderr } = await betahat('predict', model, bad, '-o', output);
  expect(stderr).toBe(`betahat: error: ${bad}: ${expected}\n`);
  expect([code, stdout]).toEqual([2, '']);
  expect(() => readFileSync(output)).toThrow('ENOENT');
});

test('typed formats: a column of another type is named', async () => {
  const typed = at('typed.parquet');
  await writeWithDuckDB('SELECT true AS x, 1.5 AS z', typed);
  const { code, stderr } = await betahat('predict', model, typed);
  expect([code, stderr]).toEqual([
    2,
    `betahat: error: ${typed}: column "x" is numeric in the model, and holds BOOLEAN\n`,
  ]);
});

test('an earlier output stays when the new one fails', async () => {
  const output = file('kept.csv', 'precious\n');
  const late = file('late.csv', `x,z\n${'1,2\n'.repeat(5000)}1,a\n`);
  expect((await betahat('predict', model, late, '-o', output)).code).toBe(2);
  expect(readFileSync(output, 'utf8')).toBe('precious\n');
});

test('an output in place of what is read is refused', async () => {
  for (const taken of [table, model]) {
    const { code, stderr } = await betahat('predict', model, table, '-o', taken);
    expect(code).toBe(2);
    expect(stderr).toContain('--output would replace');
  }
});

test('an output that its name says is something else', async () => {
  const { code, stderr } = await betahat('predict', model, table, '-o', at('p.csv.gz'));
  expect([code, stderr.includes('written as CSV, TSV, JSON or Parquet')]).toEqual([2, true]);
  const args = ['predict', model, table, '-o', at('p.parquet'), '--format', 'csv'];
  expect((await betahat(...args)).stderr).toContain('its name says Parquet');
});

test('a column of the model twice: the first is taken, with a warning', async () => {
  const twice = file('twice.csv', csv(records).replace('x,z,y', 'x,z,x'));
  const { code, stdout, stderr } = await betahat('predict', model, twice);
  expect([code, stdout]).toEqual([0, (await betahat('predict', model, table)).stdout]);
  expect(stderr).toBe(
    `betahat: warning: ${twice}: two columns are named "x"; the first is taken\n`,
  );
});
