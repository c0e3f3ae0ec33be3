import type { DuckDBConnection } from '@duckdb/node-api';
import type { Input } from '../input/input.ts';
import { connect } from './connect.ts';
import { openFile } from './open-file.ts';
import { query } from './query.ts';
import type { Table } from './table.ts';
import { unite } from './unite.ts';

/**
 * Opens the files of an input (CSV, TSV, Parquet, JSON or JSON lines, plain or compressed) as one
 * table, or the rows of the query over them, gives it to `use` and closes it.
 *
 * @throws UserError in one line that names the file, for anything that is no readable table
 */
export const withTable = async <T>(
  { files, sql, missing }: Input,
  use: (table: Table) => Promise<T>,
): Promise<T> => {
  const { connection, paths, close } = await connect(files.map(({ path }) => path));
  try {
    await setMissing(connection, missing);
    const opened = [];
    for (const [i, file] of files.entries())
      opened.push(await openFile(file, paths[i]!, connection));
    const hasMissing = missing.length > 0;
    return await use(
      sql === undefined
        ? await unite(opened, connection, hasMissing)
        : await query(sql, opened, connection, hasMissing),
    );
  } finally {
    close();
  }
};

/** Variables that the columns' SQL refers to. */
const setMissing = async (
  connection: DuckDBConnection,
  missing: readonly string[],
): Promise<void> => {
  if (missing.length === 0) return;
  const list = `[${missing.map(() => '?').join(', ')}]`;
  await connection.run(`SET VARIABLE missing_texts = ${list}`, [...missing]);
  await connection.run(
    `SET VARIABLE missing_numbers = list_transform(${list}, lambda text: TRY_CAST(text AS DOUBLE))`,
    [...missing],
  );
};
