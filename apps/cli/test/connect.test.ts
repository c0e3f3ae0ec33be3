import { expect, test } from 'vitest';
import { connect } from '../src/table/connect.ts';
import { folder } from './betahat.ts';

const { at, file } = folder();

test('DuckDB reads the file that was named and nothing else', async () => {
  const named = file('named [1]*.csv', 'x\n1\n');
  const other = file('other.csv', 'x\n2\n');
  const { connection, paths, close } = await connect([named]);
  const read = async (name: string) =>
    (await connection.runAndReadAll('SELECT * FROM read_csv(?)', [name])).getRowsJS();
  expect(await read(paths[0]!)).toEqual([[1n]]);
  await expect(read(other)).rejects.toThrow('Permission Error');
  await expect(read(at('*.csv'))).rejects.toThrow('Permission Error');
  await expect(read('https://example.com/t.csv')).rejects.toThrow('Error');
  const write = connection.run(`COPY (SELECT 1) TO '${other}'`);
  await expect(write).rejects.toThrow('Permission Error');
  await expect(connection.run('SET enable_external_access = true')).rejects.toThrow('Error');
  await expect(connection.run("ATTACH 'x.db'")).rejects.toThrow('Permission Error');
  await expect(connection.run('INSTALL httpfs')).rejects.toThrow('Permission Error');
  close();
});
