import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { DenseMatrix } from '@betahat/linalg';
import { LogisticPipeline } from '@betahat/pipeline';
import { pipelineFromJSON } from '@betahat/pipeline/predict';
import { expect, test } from 'vitest';
import type { FitReport } from '../src/fit/fit-report.ts';
import { betahat, folder } from './betahat.ts';
import { ODD_TARGET, oddCsv, oddRecords } from './odd-table.ts';

const { at, file } = folder();
const records = oddRecords(400);
const table = file('odd.csv', oddCsv(records));
const fit = ['fit', table, '-t', ODD_TARGET, '--test-size', '0', '-m', at('odd.json'), '--json'];
const fitted = await betahat(...fit);
const rows = { names: Object.keys(records[0]!), columns: [] as string[][] };
rows.columns = rows.names.map((name) => records.map((record) => record[name]!));
const inMemory = LogisticPipeline.fit(rows, { target: ODD_TARGET });

/** Numbers of the CSV that predict wrote, row by row, after the label. */
const parsed = (csv: string) =>
  csv
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => /^(.*),([^,]+),([^,]+)$/.exec(line)!.slice(1));

test('every kind of column is used', () => {
  expect([fitted.code, fitted.stderr]).toEqual([0, '']);
  const report: FitReport = JSON.parse(fitted.stdout);
  expect(report.columns).toEqual(rows.names.slice(0, -1));
  expect(report.types).toEqual(['numeric', 'numeric', 'categorical', 'date', 'boolean']);
  expect(report.classes.map(({ label }) => label)).toEqual(['ja', 'nein, "nie"']);
});

test('the file is that of the pipeline fitted in memory, but for the time it took', () => {
  const withoutTime = (json: unknown) =>
    JSON.parse(JSON.stringify(json), (key, value) => (key === 'seconds' ? 0 : value));
  const saved = JSON.parse(readFileSync(at('odd.json'), 'utf8'));
  expect(withoutTime(saved)).toEqual(withoutTime(inMemory));
});

test('fit, file, predict: labels and probabilities bit for bit as in memory', async () => {
  const { code, stdout, stderr } = await betahat('predict', at('odd.json'), table);
  expect([code, stderr]).toEqual([0, '']);
  const labels = inMemory.predict(rows);
  const { data } = inMemory.predictProba(rows) as DenseMatrix;
  const quoted = (label: unknown) => (label === 'ja' ? 'ja' : '"nein, ""nie"""');
  expect(parsed(stdout)).toEqual(
    labels.map((label, i) => [quoted(label), String(data[2 * i]), String(data[2 * i + 1])]),
  );
});

test('@betahat/pipeline/predict reads the file, record by record', async () => {
  const predictor = pipelineFromJSON(JSON.parse(readFileSync(at('odd.json'), 'utf8')));
  const { stdout } = await betahat('predict', at('odd.json'), table);
  parsed(stdout).forEach(([, ja, nein], i) => {
    const probabilities = predictor.predictProba(records[i]!);
    expect([String(probabilities[0]), String(probabilities[1])]).toEqual([ja, nein]);
  });
});

test('compressed, the table is the same', async () => {
  const zipped = file('odd.csv.gz', gzipSync(oddCsv(records)));
  const expected = await betahat('predict', at('odd.json'), table);
  expect(await betahat('predict', at('odd.json'), zipped)).toEqual(expected);
});

test('holes and levels that the fit had not seen are counted in warnings', async () => {
  const changed = records.map((record, i) => ({
    ...record,
    Insel: i < 3 ? `Mars${i}` : record['Insel']!,
    'say "hi"': i === 5 ? '' : record['say "hi"']!,
  }));
  const { code, stderr } = await betahat(
    'predict',
    at('odd.json'),
    file('new.csv', oddCsv(changed)),
  );
  expect(code).toBe(0);
  expect(stderr).toContain('"say "hi"" has no value in 1 row, and had one in every row of the fit');
  expect(stderr).toContain(
    '"Insel" has values that the fit had not seen in 3 rows ("Mars0", "Mars1", "Mars2"); taken as no level',
  );
});

test('a column that had holes in the fit may be absent', async () => {
  const without = records.map(({ Insel: _, ...record }) => record);
  const { code, stderr } = await betahat(
    'predict',
    at('odd.json'),
    file('less.csv', oddCsv(without)),
  );
  expect([code, stderr]).toEqual([
    0,
    `betahat: warning: ${at('less.csv')}: has no column "Insel"; taken as missing in every row\n`,
  ]);
});

test('a cell that is not of its type in the fit is named', async () => {
  const late = records.map((record, i) => (i === 333 ? { ...record, gesehen: 'gestern' } : record));
  const { code, stdout, stderr } = await betahat(
    ...['predict', at('odd.json'), file('late.csv', oddCsv(late)), '-o', at('none.csv')],
  );
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('column "gesehen" has "gestern" in row 334; it must be a date');
});
