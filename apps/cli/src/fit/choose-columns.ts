import { quote } from '../print/quote.ts';
import type { Column } from '../table/column.ts';
import { findColumn, findColumns } from '../table/find-columns.ts';
import { firstText } from '../table/first-text.ts';
import { hasRows } from '../table/has-rows.ts';
import type { Table } from '../table/table.ts';
import { UserError } from '../user-error.ts';

/** Which columns of a table a fit uses. */
export interface ChosenColumns {
  readonly target: Column;
  readonly numeric: readonly Column[];
  /** Columns that are not numeric, with the cell or type that makes them so. */
  readonly leftOut: readonly { readonly column: Column; readonly why: string }[];
}

export interface ColumnWishes {
  readonly target: string;
  /** Only these columns. */
  readonly columns?: readonly string[] | undefined;
  /** All but these. */
  readonly exclude?: readonly string[] | undefined;
}

/**
 * The target and the numeric columns beside it. A column that is not numeric is left out, unless it
 * was asked for by name.
 *
 * @throws UserError for names that the table lacks, for a column asked for that is not numeric, and
 * where no numeric column is left
 */
export const chooseColumns = async (table: Table, wishes: ColumnWishes): Promise<ChosenColumns> => {
  const target = findColumn(table, wishes.target);
  checkTarget(table, target);
  const excluded = new Set(findColumns(table, wishes.exclude ?? []));
  const asked = wishes.columns && findColumns(table, wishes.columns);
  if (asked?.includes(target)) {
    throw new UserError(`--columns names the target ${quote(target.name)}; leave it out`);
  }
  const candidates = (asked ?? table.columns).filter((c) => c !== target && !excluded.has(c));
  const others = candidates.filter(({ kind }) => kind !== 'number');
  const leftOut = await reasons(table, others);
  const [first] = leftOut;
  if (asked !== undefined && first !== undefined) {
    throw new UserError(
      `${table.file}: column ${quote(first.column.name)} is not numeric: ${first.why}`,
    );
  }
  const numeric = candidates.filter(({ kind }) => kind === 'number');
  if (numeric.length === 0) {
    // Of a header alone, every column looks like text.
    if (!(await hasRows(table))) throw new UserError(`${table.file}: the table has no rows`);
    const why = leftOut.slice(0, 3).map((out) => `${quote(out.column.name)} (${out.why})`);
    throw new UserError(
      `${table.file}: no numeric column beside the target ${quote(target.name)}${why.length > 0 ? `: not numeric are ${why.join(', ')}${leftOut.length > 3 ? ', …' : ''}` : ''}`,
    );
  }
  return { target, numeric, leftOut };
};

const checkTarget = (table: Table, target: Column): void => {
  const { name, kind, type } = target;
  if (kind === 'nested') {
    throw new UserError(`${table.file}: column ${quote(name)} holds ${type}, not class labels`);
  }
  const twin = table.renamed.find((renamed) => renamed.name === name);
  if (twin !== undefined) {
    throw new UserError(
      `${table.file}: two columns are named ${quote(name)}; the target must be one column`,
    );
  }
};

const reasons = async (
  table: Table,
  columns: readonly Column[],
): Promise<{ column: Column; why: string }[]> => {
  const texts = columns.filter(({ kind }) => kind === 'text');
  const cells = await firstText(table, texts);
  return columns.map((column) => {
    const cell = cells[texts.indexOf(column)];
    if (cell) return { column, why: `${quote(cell.text)} in row ${cell.row + 1}` };
    // Text that could be read as numbers is still text, in a file that knows the difference.
    const isEmpty = column.kind === 'text' && table.untyped;
    return { column, why: isEmpty ? 'all its cells are empty' : `it holds ${column.type}` };
  });
};
