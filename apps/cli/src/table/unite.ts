import type { DuckDBConnection } from '@duckdb/node-api';
import { nameOf } from '../input/named-file.ts';
import { quoteAll } from '../print/quote.ts';
import { UserError } from '../user-error.ts';
import { column } from './column.ts';
import type { OpenFile } from './open-file.ts';
import type { Source } from './source.ts';
import type { Table } from './table.ts';

/**
 * Files of the same columns, in whatever order, as one table: the rows of the first, then those of
 * the next.
 *
 * @throws UserError that names the file and the columns that it lacks or has besides
 */
export const unite = async (
  files: readonly OpenFile[],
  connection: DuckDBConnection,
  hasMissing: boolean,
): Promise<Table> => {
  const [first, ...others] = files as [OpenFile, ...OpenFile[]];
  for (const other of others) checkColumns(first, other);
  const rows = others.length === 0 ? first.rows : union(first, files);
  const explain = async (error: unknown) => {
    for (const file of files) {
      const explained = await file.explain(error);
      if (explained !== error && (files.length === 1 || (await isBroken(file, connection))))
        return explained;
    }
    return error;
  };
  const types = others.length === 0 ? first.types : await typesOf(rows, connection, explain);
  return {
    file: nameOf(files.map(({ file }) => file)),
    columns: first.names.map((name, i) => column(i, name, types[i]!, hasMissing)),
    renamed: first.renamed,
    untyped: files.every(({ untyped }) => untyped),
    ...{ connection, rows, explain },
  };
};

const checkColumns = (first: OpenFile, other: OpenFile): void => {
  const lacking = first.names.filter((name) => !other.names.includes(name));
  const more = other.names.filter((name) => !first.names.includes(name));
  if (lacking.length > 0) {
    throw new UserError(
      `${other.file.name}: lacks ${quoteAll(lacking)}, which ${first.file.name} has`,
    );
  }
  if (more.length > 0) {
    throw new UserError(
      `${other.file.name}: has ${quoteAll(more)}, which ${first.file.name} has not`,
    );
  }
};

const union = (first: OpenFile, files: readonly OpenFile[]): Source => {
  const parts = files.map(({ names, rows }) => {
    const order = first.names.map((name) => `#${names.indexOf(name) + 1}`);
    return `(SELECT ${order.join(', ')} FROM (SELECT * FROM ${rows.sql}))`;
  });
  return {
    sql: `(${parts.join(' UNION ALL ')})`,
    values: files.flatMap(({ rows }) => rows.values),
  };
};

const typesOf = async (rows: Source, connection: DuckDBConnection, explain: Table['explain']) => {
  try {
    const sql = `SELECT * FROM ${rows.sql} LIMIT 0`;
    return (await connection.stream(sql, [...rows.values])).columnTypes();
  } catch (error) {
    throw await explain(error);
  }
};

/** Of several files DuckDB's error does not say which: each is read to its end. */
const isBroken = async ({ rows }: OpenFile, connection: DuckDBConnection): Promise<boolean> => {
  try {
    await connection.run(`SELECT count(COLUMNS(*)) FROM ${rows.sql}`, [...rows.values]);
    return false;
  } catch {
    return true;
  }
};
