import type { DuckDBConnection } from '@duckdb/node-api';
import { UserError } from '../user-error.ts';
import { firstLine, isDuckDB } from './explain.ts';
import { type CsvDialect, csvRejects } from './source.ts';

/**
 * DuckDB's errors about CSV in one line that names the line of the file; anything else as it came.
 * Where DuckDB only says that it found no dialect, the file is read once more with the bad lines
 * recorded, and the first of them is named.
 */
export const explainCsv = async (
  error: unknown,
  file: string,
  connection: DuckDBConnection,
  path: string,
  csv: CsvDialect,
): Promise<unknown> => {
  if (!isDuckDB(error)) return error;
  const { message } = error;
  // The number of such a line is not told.
  if (/^Maximum line size/m.test(message)) {
    return new UserError(`${file}: not readable as CSV: a line is longer than 2 MB`);
  }
  const line = /CSV Error on Line: (\d+)/.exec(message)?.[1];
  if (line !== undefined) return new UserError(`${file}: line ${line}: ${cause(message)}`);
  if (/Error when sniffing/.test(message)) {
    const rejected = await firstRejected(connection, path, csv);
    if (rejected !== null) return new UserError(`${file}: ${rejected}`);
    return new UserError(`${file}: not readable as CSV: ${BROKEN_QUOTES}`);
  }
  if (/reached an invalid state/.test(message)) {
    return new UserError(
      `${file}: not readable as CSV: ${BROKEN_QUOTES}, or lines end in more than one way`,
    );
  }
  return new UserError(`${file}: not readable as CSV: ${firstLine(error)}`);
};

const BROKEN_QUOTES = 'a quoted field does not end, or text follows its end';

/** DuckDB's wordings of what is wrong with a line, each at the start of one of its own, and ours. */
const cause = (message: string): string => {
  const counts = /^Expected Number of Columns: (\d+) Found: (\d+)/m.exec(message);
  if (counts) return `${fields(counts[2]!)} where the header has ${counts[1]}`;
  if (/^Invalid unicode/m.test(message)) return 'not UTF-8 text; save the file as UTF-8';
  if (/^Value with unterminated quote/m.test(message)) return BROKEN_QUOTES;
  return firstLine(message.replace(/^.*\n(Original Line: .*\n)?/, ''));
};

const fields = (count: string): string => (count === '1' ? '1 field' : `${count} fields`);

const firstRejected = async (
  connection: DuckDBConnection,
  path: string,
  csv: CsvDialect,
): Promise<string | null> => {
  const { sql, values } = csvRejects(path, csv);
  try {
    await connection.run(`SELECT count(*) FROM ${sql}`, [...values]);
    const rejects = await connection.runAndReadAll(
      'SELECT line, error_message FROM reject_errors ORDER BY line, column_idx LIMIT 1',
    );
    const [row] = rejects.getRows();
    return row === undefined ? null : `line ${row[0]}: ${cause(String(row[1]))}`;
  } catch {
    return null;
  }
};
