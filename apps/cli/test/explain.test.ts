import { readFileSync } from 'node:fs';
import {
  type LogisticPipelinePredictor,
  pipelineFromJSON,
  SoftmaxPipelinePredictor,
} from '@betahat/pipeline/predict';
import { expect, test } from 'vitest';
import type { Explanation } from '../src/explain/explain-command.ts';
import { betahat, folder, shipped } from './betahat.ts';
import { ODD_TARGET, oddCsv, oddRecords } from './odd-table.ts';

const { at, file } = folder();
const records = oddRecords(300);
const table = file('odd.csv', oddCsv(records));
await betahat('fit', table, '-t', ODD_TARGET, '-m', at('odd.json'));
await betahat('fit', shipped('iris'), '-t', 'species', '-m', at('iris.json'));

const explain = async (...args: string[]): Promise<Explanation> => {
  const { code, stdout, stderr } = await betahat('explain', ...args, '--json');
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
};
const load = (name: string) => pipelineFromJSON(JSON.parse(readFileSync(at(name), 'utf8')));

test('coefficients in original units, with odds ratios', async () => {
  const { effects, columns } = await explain(at('odd.json'));
  const pipeline = load('odd.json') as LogisticPipelinePredictor;
  expect(columns.map(({ name }) => name)).toEqual(pipeline.inputs);
  const { coefficients, intercept } = pipeline.coefficientsInOriginalUnits();
  expect(effects).toHaveLength(1);
  expect(effects[0]!.interceptPerUnit).toBe(intercept);
  for (const { column, perUnit, oddsRatio } of effects[0]!.coefficients) {
    expect(perUnit).toBe(coefficients[pipeline.names.indexOf(column)]);
    expect(oddsRatio).toBe(Math.exp(perUnit));
  }
});

test('one unit multiplies the odds by the odds ratio', async () => {
  const { effects } = await explain(at('odd.json'));
  const pipeline = load('odd.json');
  const odds = (record: Record<string, string>) => {
    const [first, second] = pipeline.predictProba(record) as Float64Array;
    return second! / first!;
  };
  const record = { ...records[1]!, 'Größe, cm': '160' };
  const found = effects[0]!.coefficients.find(({ column }) => column === 'Größe, cm')!;
  expect(odds({ ...record, 'Größe, cm': '161' }) / odds(record)).toBeCloseTo(found.oddsRatio, 10);
});

test('the contributions of a row are those of the pipeline, and sum up to its logit', async () => {
  const { row } = await explain(at('odd.json'), table, '--row', '12');
  const pipeline = load('odd.json') as LogisticPipelinePredictor;
  const record = records[11]!;
  expect(row!.prediction).toBe(pipeline.predict(record));
  expect(row!.logit).toBeCloseTo(pipeline.decisionFunction(record), 12);
  const { intercept, terms } = pipeline.contributions(record);
  expect(row!.intercept).toBe(intercept);
  for (const { column, contribution } of row!.contributions) {
    const own = pipeline.outputs.flatMap((output, j) =>
      output.column === column ? [terms[j]!] : [],
    );
    expect(contribution).toBe(own.reduce((a, b) => a + b, 0));
  }
  expect(row!.contributions.find(({ column }) => column === 'Größe, cm')!.value).toBeNull();
});

test('softmax: of the predicted class, or of the one asked for', async () => {
  const pipeline = load('iris.json') as SoftmaxPipelinePredictor;
  expect(pipeline).toBeInstanceOf(SoftmaxPipelinePredictor);
  const [header = '', first = ''] = readFileSync(shipped('iris'), 'utf8').split('\n');
  const cells = first.split(',');
  const record = Object.fromEntries(header.split(',').map((name, j) => [name, cells[j]!]));
  const logits = pipeline.decisionFunction(record) as Float64Array;
  for (const [k, label] of pipeline.classes.entries()) {
    const args = [at('iris.json'), shipped('iris'), '--row', '1', '--class', String(label)];
    const { row } = await explain(...args);
    expect([row!.class, row!.prediction]).toEqual([label, 'setosa']);
    expect(row!.logit).toBeCloseTo(logits[k]!, 12);
  }
  expect((await explain(at('iris.json'), shipped('iris'), '--row', '1')).row!.class).toBe('setosa');
});

test('as people read it', async () => {
  const { stdout } = await betahat('explain', at('odd.json'), table, '--row', '12');
  expect(stdout).toContain('Contributions to the log-odds of nein, "nie" against ja');
  expect(stdout).toMatch(/Größe, cm +missing +-?\d\.\d+/);
  expect((await betahat('explain', at('iris.json'))).stdout).toContain('odds ratio');
});

test.each<[string, string[], string]>([
  ['a row without a table', ['--row', '1'], '--row needs the table that it is in'],
  ['a table without a row', [table], 'give the row of the table to explain'],
  ['a row past the end', [table, '--row', '301'], 'has fewer rows'],
  ['row 0', [table, '--row', '0'], 'an integer from 1 up'],
  ['no such class', ['--class', 'x'], 'the classes of the model are ja, nein'],
])('%s: one line, exit code 2', async (_, args, expected) => {
  const { code, stdout, stderr } = await betahat('explain', at('odd.json'), ...args);
  expect(stderr).toContain(expected);
  expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1]);
});

test('a column named __proto__', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `${(i * 7) % 11},${i % 3},${i % 2}`);
  const proto = file('proto.csv', `__proto__,constructor,y\n${rows.join('\n')}\n`);
  await betahat('fit', proto, '-t', 'y', '-m', at('proto.json'));
  const { row } = await explain(at('proto.json'), proto, '--row', '2');
  expect(row!.contributions.map(({ column }) => column).sort()).toEqual([
    '__proto__',
    'constructor',
  ]);
  expect(row!.contributions.find(({ column }) => column === '__proto__')!.value).toBe(7);
});
