import type { Table } from '@betahat/features';
import Papa from 'papaparse';

/** A table as it stands in a file: every cell is text. */
export interface TextTable extends Table {
  readonly columns: readonly (readonly string[])[];
}

const QUOTES: Record<string, string> = {
  MissingQuotes: 'a quoted cell is opened with " and not closed',
  InvalidQuotes: 'a quoted cell goes on after its closing "',
};

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;

/**
 * The table in a CSV text (or one with tabs or semicolons), its first row being the names.
 * @throws Error that says in words what is wrong, and in which row, the header being row 1
 */
export const readCsv = (text: string): TextTable => {
  if (text.includes('\0')) throw new Error('This is no text: it holds zero bytes. Save it as CSV.');
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    skipEmptyLines: 'greedy',
  });
  const broken = errors.find(({ code }) => code in QUOTES);
  if (broken !== undefined)
    throw new Error(`Row ${(broken.row ?? 0) + 1}: ${QUOTES[broken.code]}.`);
  const [header, ...rows] = data;
  if (header === undefined) throw new Error('The file is empty.');
  if (rows.length === 0) throw new Error('The file has one row, the names, and no data below it.');
  const names = header.map((name) => name.trim());
  names.forEach((name, j) => {
    if (name === '') throw new Error(`Column ${j + 1} has no name in the first row.`);
    const first = names.indexOf(name);
    if (first < j) throw new Error(`Columns ${first + 1} and ${j + 1} are both called "${name}".`);
  });
  if (names.length < 2)
    throw new Error(
      'The file has one column. A target and at least one other column are needed, with commas, semicolons or tabs between them.',
    );
  rows.forEach((row, i) => {
    if (row.length !== names.length)
      throw new Error(
        `Row ${i + 2} has ${count(row.length, 'cell')}, the first row has ${count(names.length, 'name')}.`,
      );
  });
  return { names, columns: names.map((_, j) => rows.map((row) => row[j]!)) };
};

/** Some rows of a table, in that order. */
export const rowsOf = ({ names, columns }: TextTable, rows: ArrayLike<number>): TextTable => ({
  names,
  columns: columns.map((column) => Array.from(rows, (row) => column[row]!)),
});

/** The cells of the column of that name. */
export const cellsOf = (table: TextTable, name: string): readonly string[] =>
  table.columns[table.names.indexOf(name)]!;
