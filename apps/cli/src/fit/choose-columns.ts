import type { ColumnType } from '@betahat/features';
import { quote } from '../print/quote.ts';
import type { Column } from '../table/column.ts';
import { findColumn, findColumns } from '../table/find-columns.ts';
import type { ColumnProfile } from '../table/profile.ts';
import type { Table } from '../table/table.ts';
import { UserError } from '../user-error.ts';

/** Which columns of a table a fit uses, before their cells are looked at. */
export interface ChosenColumns {
  readonly target: Column;
  readonly features: readonly Column[];
  /** Types that the user gave. */
  readonly asked: ReadonlyMap<Column, ColumnType>;
  /** Columns of lists, records and the like, which no model can use. */
  readonly nested: readonly Column[];
}

export interface ColumnWishes {
  readonly target: string;
  /** Only these columns. */
  readonly columns?: readonly string[] | undefined;
  /** All but these. */
  readonly exclude?: readonly string[] | undefined;
  readonly numeric?: readonly string[] | undefined;
  readonly categorical?: readonly string[] | undefined;
}

/**
 * The target and the columns beside it. A nested column is left out, unless it was asked for by name.
 *
 * @throws UserError for names that the table lacks, for a column asked for that cannot be used, and
 * where no column is left
 */
export const chooseColumns = (table: Table, wishes: ColumnWishes): ChosenColumns => {
  const target = findColumn(table, wishes.target);
  checkTarget(table, target);
  const excluded = new Set(findColumns(table, wishes.exclude ?? []));
  const wanted = wishes.columns && findColumns(table, wishes.columns);
  if (wanted?.includes(target)) {
    throw new UserError(`--columns names the target ${quote(target.name)}; leave it out`);
  }
  const candidates = (wanted ?? table.columns).filter((c) => c !== target && !excluded.has(c));
  const nested = candidates.filter(({ kind }) => kind === 'nested');
  const [first] = nested;
  if (wanted !== undefined && first !== undefined) {
    throw new UserError(
      `${table.file}: column ${quote(first.name)} cannot be used: it holds ${first.type}`,
    );
  }
  const features = candidates.filter(({ kind }) => kind !== 'nested');
  if (features.length === 0) {
    throw new UserError(`${table.file}: no column beside the target ${quote(target.name)}`);
  }
  return { target, features, nested, asked: askedTypes(table, wishes, features) };
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

const askedTypes = (
  table: Table,
  { numeric = [], categorical = [] }: ColumnWishes,
  features: readonly Column[],
): Map<Column, ColumnType> => {
  const asked = new Map<Column, ColumnType>();
  for (const [option, names, type] of [
    ['--numeric', numeric, 'numeric'],
    ['--categorical', categorical, 'categorical'],
  ] as const) {
    for (const column of findColumns(table, names)) {
      if (!features.includes(column)) {
        throw new UserError(
          `${option} names ${quote(column.name)}, which is not among the columns used`,
        );
      }
      if (asked.has(column)) {
        throw new UserError(`--numeric and --categorical both name ${quote(column.name)}`);
      }
      asked.set(column, type);
    }
  }
  return asked;
};

/** How a column is used: as the user said, else by what all its cells are. */
export const typeOf = (
  { column, type }: ColumnProfile,
  asked: ReadonlyMap<Column, ColumnType>,
): ColumnType | null => (type === null ? null : (asked.get(column) ?? type));
