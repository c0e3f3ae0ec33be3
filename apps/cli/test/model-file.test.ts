import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { betahat, csv, folder, twoClasses } from './betahat.ts';

const { at, file } = folder();
const table = file('train.csv', csv(twoClasses(60)));
const good = at('model.json');
let saved: Record<string, unknown>;

beforeAll(async () => {
  await betahat('fit', table, '-t', 'y', '--model', good);
  saved = JSON.parse(readFileSync(good, 'utf8'));
});

const predict = (name: string, content: string) => betahat('predict', file(name, content), table);
const changed = (change: Record<string, unknown>) => JSON.stringify({ ...saved, ...change });

test.each<[string, () => string, string]>([
  ['an empty file', () => '', 'not JSON'],
  ['a CSV file', () => csv(twoClasses(3)), 'not JSON'],
  ['a list', () => '[1,2]', 'not a model that betahat fit --model wrote'],
  ['null', () => 'null', 'not a model that betahat fit --model wrote'],
  ['another JSON', () => '{"a":1}', 'not a model that betahat fit --model wrote'],
  ['a model of the package', () => JSON.stringify(saved['model']), 'betahat/logistic-regression'],
  [
    'a newer model',
    () => changed({ version: 2 }),
    'a model of format 2, written by a newer betahat; this one reads up to 1',
  ],
  ['an odd version', () => changed({ version: 'x' }), 'a damaged model'],
  ['no target', () => changed({ target: null }), 'a damaged model: LogisticPipelinePredictor'],
  ['no model', () => changed({ model: null }), 'a damaged model: pipelineFromJSON'],
  ['no encoder', () => changed({ encoder: {} }), 'a damaged model: TableEncoder.fromJSON'],
  ['a field too many', () => changed({ more: 1 }), 'a damaged model: pipelineFromJSON'],
  [
    'a newer model inside',
    () => changed({ model: { ...(saved['model'] as object), version: 99 } }),
    'newer release',
  ],
  [
    'too few coefficients',
    () => changed({ model: { ...(saved['model'] as object), coefficients: [1] } }),
    'the number of columns of model must be 2',
  ],
  [
    'a hole among the coefficients',
    () => changed({ model: { ...(saved['model'] as object), coefficients: [1, null] } }),
    'a finite number',
  ],
  ['polluted', () => '{"__proto__":{"format":"betahat/pipeline","version":1}}', 'not a model'],
])('%s: one line and exit code 2', async (_, content, expected) => {
  const { code, stdout, stderr } = await predict('bad.json', content());
  expect(stderr).toContain(expected);
  expect(stderr).toContain(at('bad.json'));
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect([code, stdout]).toEqual([2, '']);
});

test('a missing model, and a directory', async () => {
  expect((await betahat('predict', at('none.json'), table)).stderr).toContain('no such file');
  expect((await betahat('predict', at(''), table)).stderr).toContain('a directory, not a file');
});

test('the file is whole JSON with names as data, not as keys', () => {
  expect(saved).toMatchObject({
    format: 'betahat/pipeline',
    version: 1,
    target: 'y',
    encoder: { columns: [{ name: 'x' }, { name: 'z' }] },
    model: { classes: ['no', 'yes'] },
  });
});

test('a file of the older format predicts the same bits', async () => {
  const { names, shifts, scales } = (
    saved['encoder'] as { columns: { name: string; shift: number; scale: number }[] }
  ).columns.reduce(
    (all, { name, shift, scale }) => ({
      names: [...all.names, name],
      shifts: [...all.shifts, shift],
      scales: [...all.scales, scale],
    }),
    { names: [] as string[], shifts: [] as number[], scales: [] as number[] },
  );
  const old = {
    ...{ format: 'betahat/table-model', version: 1, betahat: '0.0.0', target: 'y' },
    scaling: {
      ...{ format: 'betahat.standardize', version: 1, inputs: names, names },
      ...{ means: shifts, scales },
    },
    model: saved['model'],
  };
  const { code, stdout } = await predict('old.json', JSON.stringify(old));
  expect([code, stdout]).toEqual([0, (await betahat('predict', good, table)).stdout]);
  const damaged = await predict('older.json', JSON.stringify({ ...old, scaling: {} }));
  expect([damaged.code, damaged.stderr.includes('a damaged model: Standardize.fromJSON')]).toEqual([
    2,
    true,
  ]);
});
