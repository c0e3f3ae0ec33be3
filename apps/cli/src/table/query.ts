import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { StatementType } from '@duckdb/node-api';
import { STANDARD_INPUT } from '../input/named-file.ts';
import { quote, quoteAll } from '../print/quote.ts';
import { UserError } from '../user-error.ts';
import { column } from './column.ts';
import { firstLine, isDuckDB } from './explain.ts';
import { identifier } from './identifier.ts';
import type { OpenFile } from './open-file.ts';
import type { Source } from './source.ts';
import type { Table } from './table.ts';

/**
 * The rows of a query over files. Each file is a table of its name without folder and endings; the
 * only file is `input` as well. The query runs where it can read these files and nothing else.
 *
 * @throws UserError for what is no single SELECT, and with DuckDB's words for one that fails
 */
export const query = async (
  sql: string,
  files: readonly OpenFile[],
  connection: DuckDBConnection,
  hasMissing: boolean,
): Promise<Table> => {
  const names = tableNames(files);
  for (const [i, { typed }] of files.entries()) {
    const from = await asVariables(typed, `file_${i}`, connection);
    await connection
      .run(`CREATE VIEW ${identifier(names[i]!)} AS SELECT * FROM ${from}`)
      .catch(async (error) => {
        throw await files[i]!.explain(error);
      });
    if (files.length === 1 && names[0] !== 'input')
      await connection.run(`CREATE VIEW input AS SELECT * FROM ${from}`);
  }
  const explain = async (error: unknown): Promise<unknown> =>
    isDuckDB(error)
      ? new UserError(`--sql: ${withoutEnd(firstLine(error))}; the tables are ${quoteAll(names)}`)
      : error;
  try {
    await checkSelect(sql, connection);
    // The line end closes a comment at the end of the query.
    const rows: Source = { sql: `(\n${withoutSemicolon(sql)}\n)`, values: [] };
    const schema = await connection.stream(`SELECT * FROM ${rows.sql} LIMIT 0`);
    return {
      file: '--sql',
      columns: schema
        .deduplicatedColumnNames()
        .map((name, i) => column(i, name, schema.columnType(i), hasMissing)),
      renamed: [],
      untyped: false,
      ...{ connection, rows, explain },
    };
  } catch (error) {
    throw await explain(error);
  }
};

const withoutEnd = (line: string): string => line.replace(/[.!]$/, '');

const withoutSemicolon = (sql: string): string => sql.replace(/;\s*$/, '');

const checkSelect = async (sql: string, connection: DuckDBConnection): Promise<void> => {
  const statements = await connection.extractStatements(sql).catch((error) => {
    if (isDuckDB(error)) throw error;
    // Of nothing but comments the binding makes an error without words.
    throw new UserError('--sql: 0 statements; give one SELECT');
  });
  if (statements.count !== 1) {
    throw new UserError(`--sql: ${statements.count} statements; give one SELECT`);
  }
  const statement = await statements.prepare(0);
  const { statementType } = statement;
  statement.destroySync();
  if (statementType !== StatementType.SELECT) {
    throw new UserError(`--sql: ${quote(sql)} is no SELECT`);
  }
};

/** Names of the files' tables, which must differ, as DuckDB sees it: a and A are the same. */
const tableNames = (files: readonly OpenFile[]): string[] => {
  const seen = new Map<string, string>();
  return files.map(({ file }) => {
    const name =
      file.name === STANDARD_INPUT ? 'input' : basename(file.name).replace(/(?<=.)\..*$/, '');
    const other = seen.get(name.toLowerCase());
    if (other !== undefined) {
      throw new UserError(
        `--sql: ${other} and ${file.name} would both be the table ${quote(name)}`,
      );
    }
    seen.set(name.toLowerCase(), file.name);
    return name;
  });
};

/** A source with its values in variables of DuckDB, since a view cannot have bound values. */
const asVariables = async (
  { sql, values }: Source,
  prefix: string,
  connection: DuckDBConnection,
): Promise<string> => {
  for (const [k, value] of values.entries()) {
    await connection.run(`SET VARIABLE ${prefix}_${k} = ?`, [value]);
  }
  let next = 0;
  return sql.replaceAll('?', () => `getvariable('${prefix}_${next++}')`);
};
