import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { betahat, folder } from './betahat.ts';
import { writeWithDuckDB } from './duckdb-files.ts';

const { at, file } = folder();
const numbers = Array.from({ length: 60 }, (_, i) => (i * 7) % 23);

/** Fits a table whose label in row i is labels[i % n], predicts it, and returns classes and answers. */
const roundTrip = async (table: string) => {
  const model = at('model.json');
  const fit = await betahat('fit', table, '-t', 'y', '--test-size', '0', '--model', model);
  expect(fit.code, fit.stderr).toBe(0);
  const { classes } = JSON.parse(readFileSync(model, 'utf8')).model;
  const predicted = await betahat('predict', model, table, '--json');
  const lines = predicted.stdout.trimEnd().split('\n');
  const types = new Set(lines.map((line) => typeof JSON.parse(line).prediction));
  const { stdout } = await betahat('predict', model, table);
  const words = new Set(
    stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0]!),
  );
  return { classes, types: [...types], words };
};

test.each<[string, string[], unknown[], string]>([
  ['0/1', ['0', '1'], [0, 1], 'number'],
  ['integers', ['10', '9', '-1'], [-1, 9, 10], 'number'],
  ['decimals', ['1.0', '0.5'], [0.5, 1], 'number'],
  ['leading zeros', ['007', '010'], ['007', '010'], 'string'],
  ['true/false', ['true', 'false'], [false, true], 'boolean'],
  ['True/False', ['True', 'False'], ['False', 'True'], 'string'],
  ['yes/no', ['yes', 'no'], ['no', 'yes'], 'string'],
  ['dates', ['2020-01-01', '2021-01-01'], ['2020-01-01', '2021-01-01'], 'string'],
  ['numbers and words', ['1', '2', 'other'], ['1', '2', 'other'], 'string'],
  ['unicode', ['é', 'z', '日本'], ['z', 'é', '日本'], 'string'],
  ['__proto__', ['__proto__', 'constructor'], ['__proto__', 'constructor'], 'string'],
])('CSV: %s', async (_, labels, expected, type) => {
  const rows = numbers.map((x, i) => `${x},${labels[i % labels.length]}`);
  const { classes, types, words } = await roundTrip(file('t.csv', `x,y\n${rows.join('\n')}\n`));
  expect(classes).toEqual(expected);
  expect(types).toEqual([type]);
  for (const word of words) expect(expected.map(String)).toContain(word);
});

test.each<[string, string, unknown[], string]>([
  ['BIGINT', '(i % 2)::BIGINT', [0, 1], 'number'],
  ['HUGEINT', '(i % 2)::HUGEINT', [0, 1], 'number'],
  ['DECIMAL', '(i % 2 + 0.5)::DECIMAL(9, 2)', [0.5, 1.5], 'number'],
  ['DOUBLE', '(i % 2)::DOUBLE', [0, 1], 'number'],
  ['BOOLEAN', 'i % 2 = 0', [false, true], 'boolean'],
  ['VARCHAR of numbers', '(i % 2)::VARCHAR', ['0', '1'], 'string'],
  ['VARCHAR of booleans', '(i % 2 = 0)::VARCHAR', ['false', 'true'], 'string'],
  ['DATE', "DATE '2020-01-01' + (i % 2)::INTEGER", ['2020-01-01', '2020-01-02'], 'string'],
  ['ENUM', "(CASE WHEN i % 2 = 0 THEN 'b' ELSE 'a' END)::ENUM('b', 'a')", ['a', 'b'], 'string'],
])('Parquet: %s', async (_, sql, expected, type) => {
  await writeWithDuckDB(`SELECT i * 7 % 23 AS x, ${sql} AS y FROM range(60) t(i)`, at('t.parquet'));
  const { classes, types } = await roundTrip(at('t.parquet'));
  expect(classes).toEqual(expected);
  expect(types).toEqual([type]);
});

test('JSON: mixed values become text without quotes', async () => {
  const rows = numbers.map((x, i) => ({ x, y: i % 2 ? 'one' : 2 }));
  const { classes } = await roundTrip(file('t.json', JSON.stringify(rows)));
  expect(classes).toEqual(['2', 'one']);
});

test('labels that need quotes in CSV', async () => {
  const labels = ['"a, b"', '"say ""hi"""'];
  const rows = numbers.map((x, i) => `${x},${labels[i % 2]}`);
  const table = file('q.csv', `x,y\n${rows.join('\n')}\n`);
  await betahat('fit', table, '-t', 'y', '--model', at('q.json'));
  const { stdout } = await betahat('predict', at('q.json'), table, '-o', at('q-out.csv'));
  expect(stdout).toBe('');
  const text = readFileSync(at('q-out.csv'), 'utf8');
  expect(text.split('\n')[0]).toBe('prediction,"probability_a, b","probability_say ""hi"""');
  // What it wrote is a table that it can read: the predictions as a target.
  const again = await betahat(
    'fit',
    at('q-out.csv'),
    '-t',
    'prediction',
    '--test-size',
    '0',
    '--json',
  );
  const { classes } = JSON.parse(again.stdout);
  for (const { label } of classes) expect(['a, b', 'say "hi"']).toContain(label);
});
