import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { identifier } from '../src/table/identifier.ts';
import { UserError } from '../src/user-error.ts';

test('every name stays a name', async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run('CREATE TABLE precious AS SELECT 1 AS a');
  for (const name of [
    ...['a', 'select', 'with space', '"', '""', '"""', "'", '\\"', '\\', 'a"b"c', ';', '--', '/*'],
    ...['x" AS y, (DROP TABLE precious) --', 'x"; DROP TABLE precious; --', '日本', '$1', '?', '%'],
    ...['\n', '\t', '\u0001', '\u202e', '__proto__', 'a'.repeat(10_000)],
  ]) {
    const read = await connection.runAndReadAll(`SELECT 1 AS ${identifier(name)}`);
    expect(read.columnNames()).toEqual([name]);
    await connection.run(`CREATE VIEW ${identifier(`v${name}`)} AS SELECT 2`);
    expect((await connection.runAndReadAll(`FROM ${identifier(`v${name}`)}`)).getRows()).toEqual([
      [2],
    ]);
  }
  expect((await connection.runAndReadAll('FROM precious')).getRows()).toEqual([[1]]);
  expect(() => identifier('a\0b')).toThrow(UserError);
  connection.closeSync();
  instance.closeSync();
});
