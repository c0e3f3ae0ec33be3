import { readFileSync } from 'node:fs';
import type { DenseMatrix } from '@betahat/linalg';
import {
  accuracy,
  balancedAccuracy,
  brier,
  expectedCalibrationError,
  logLoss,
  matthews,
  rocAuc,
} from '@betahat/metrics';
import { pipelineFromJSON } from '@betahat/pipeline/predict';
import { expect, test } from 'vitest';
import type { Evaluation } from '../src/evaluate/evaluate-command.ts';
import { betahat, folder, shipped } from './betahat.ts';

const { at, file } = folder();

test.each([
  ['breast_cancer', 'diagnosis'],
  ['digits', 'digit'],
])('%s: the scores are those of the metrics on the predictions', async (name, target) => {
  await betahat('fit', shipped(name), '-t', target, '-m', at('m.json'));
  const { code, stdout, stderr } = await betahat('evaluate', at('m.json'), shipped(name), '--json');
  expect([code, stderr]).toEqual([0, '']);
  const found: Evaluation = JSON.parse(stdout);
  const predictor = pipelineFromJSON(JSON.parse(readFileSync(at('m.json'), 'utf8')));
  const [header = '', ...lines] = readFileSync(shipped(name), 'utf8').trimEnd().split('\n');
  const names = header.split(',');
  const rows = lines.map((line) => line.split(','));
  const table = { names, columns: names.map((_, j) => rows.map((row) => row[j]!)) };
  const label = typeof predictor.classes[0] === 'number' ? Number : String;
  const truth = rows.map((row) => label(row[names.indexOf(target)]!));
  const predicted = predictor.predict(table) as (string | number)[];
  const P = predictor.predictProba(table) as DenseMatrix;
  expect(found.rows).toBe(rows.length);
  expect(found.accuracy).toBe(accuracy(truth, predicted));
  expect(found.balancedAccuracy).toBe(balancedAccuracy(truth, predicted));
  expect(found.matthews).toBe(matthews(truth, predicted));
  expect(found.logLoss).toBe(logLoss(truth, P));
  const second = Float64Array.from({ length: P.rows }, (_, i) => P.data[2 * i + 1]!);
  const positive = predictor.classes[1] as string;
  const isBinary = predictor.classes.length === 2;
  expect(found.brier).toBe(isBinary ? brier(truth, second, { positive }) : brier(truth, P));
  expect(found.rocAuc).toBe(isBinary ? rocAuc(truth, second, { positive }) : rocAuc(truth, P));
  expect(found.calibrationError).toBe(
    isBinary
      ? expectedCalibrationError(truth, second, { positive })
      : expectedCalibrationError(truth, P),
  );
  expect(found.confusion.flat().reduce((a, b) => a + b, 0)).toBe(rows.length);
  expect(found.calibration.reduce((sum, bin) => sum + bin.rows, 0)).toBe(rows.length);
});

const train = file('t.csv', `x,y\n${'1,true\n2,false\n3,true\n2.5,false\n'.repeat(10)}`);
await betahat('fit', train, '-t', 'y', '-m', at('t.json'));

test('as people read it, in 80 columns', async () => {
  const { stdout } = await betahat('evaluate', at('t.json'), train);
  for (const title of ['balanced accuracy', 'ROC AUC', 'Classes', 'Confusion', 'Calibration'])
    expect(stdout).toContain(title);
  const lines = stdout.split('\n').slice(1);
  for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
});

test('a table without one of the classes has no ROC AUC', async () => {
  const one = file('one.csv', 'x,y\n1,true\n2,true\n');
  const { code, stdout } = await betahat('evaluate', at('t.json'), one, '--json');
  expect([code, JSON.parse(stdout).rocAuc]).toEqual([0, null]);
});

test.each<[string, string, string]>([
  ['no target', 'x\n1\n', 'no column "y"'],
  ['a new class', 'x,y\n1,true\n2,maybe\n', 'has "maybe" in row 2, none of the model\'s classes'],
  ['a hole in the target', 'x,y\n1,true\n2,\n', 'column "y" has no value in row 2'],
  ['no rows', 'x,y\n', 'the table has no rows'],
])('%s: one line, exit code 2', async (_, content, expected) => {
  const { code, stdout, stderr } = await betahat('evaluate', at('t.json'), file('b.csv', content));
  expect(stderr).toContain(expected);
  expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1]);
});
