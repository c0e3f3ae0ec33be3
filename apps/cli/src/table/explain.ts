import { UserError } from '../user-error.ts';

/** How every message of DuckDB begins: Invalid Input Error, Out of Memory Error, … */
const KIND = /^(Failed to extract statements: )?[A-Z][\w ]* Error: /;

/** What DuckDB says about a file, in one line, without its kind, file path and SQL. */
export const firstLine = (error: unknown): string => {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line.replace(KIND, '').trim();
};

/** An error that DuckDB threw, as against one of this program. */
export const isDuckDB = (error: unknown): error is Error =>
  error instanceof Error && KIND.test(error.message);

/** DuckDB's errors about JSON in one line; anything else as it came. */
export const explainJson = (error: unknown, file: string): unknown => {
  if (!isDuckDB(error)) return error;
  const line = firstLine(error);
  const [, number, what = ''] = /in (?:record\/value|line) (\d+): (.*)$/.exec(line) ?? [];
  if (number === undefined) return new UserError(`${file}: not readable as JSON: ${line}`);
  const duplicate = /has duplicate key "(.*)"$/.exec(what);
  if (duplicate) {
    return new UserError(
      `${file}: the record in row ${number} has the key "${duplicate[1]}" twice`,
    );
  }
  // DuckDB 1.5 counts one record too many where it cannot parse one.
  const row = line.startsWith('Malformed JSON') ? Number(number) - 1 : number;
  return new UserError(`${file}: not readable as JSON: row ${row}: ${what.replace(/\.\s*$/, '')}`);
};

/** DuckDB's errors about Parquet in one line; anything else as it came. */
export const explainParquet = (error: unknown, file: string): unknown => {
  if (!isDuckDB(error)) return error;
  const line = firstLine(error);
  return /magic bytes|too small/.test(line)
    ? new UserError(`${file}: a Parquet file that is damaged or cut off`)
    : new UserError(`${file}: not readable as Parquet: ${line}`);
};
