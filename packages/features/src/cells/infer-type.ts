import type { Cell } from '../table.ts';
import { isHole } from './is-hole.ts';
import { readNumber } from './read-cell.ts';
import { readDays } from './read-days.ts';

/** What the cells of a column are taken for. */
export type ColumnType = 'numeric' | 'categorical' | 'boolean' | 'date';

/** 007 and 01234 are codes, not numbers: reading them as numbers would make equal what is not. */
const CODE = /^\s*[+-]?0\d/;

const kindOf = (cell: unknown): ColumnType => {
  if (typeof cell === 'number' || typeof cell === 'bigint') return 'numeric';
  if (typeof cell === 'boolean') return 'boolean';
  if (typeof cell !== 'string') return readDays(cell) === undefined ? 'categorical' : 'date';
  if (/^\s*(?:true|false)\s*$/i.test(cell)) return 'boolean';
  if (readNumber(cell) !== undefined) return CODE.test(cell) ? 'categorical' : 'numeric';
  return readDays(cell) === undefined ? 'categorical' : 'date';
};

/**
 * The type of a column: numeric, boolean or date when every cell that is not a hole is one, in
 * itself or as text; else categorical. A column of holes only has no type.
 */
export const inferType = (column: ArrayLike<Cell>): ColumnType | undefined => {
  let type: ColumnType | undefined;
  for (let row = 0; row < column.length; row++) {
    if (isHole(column[row])) continue;
    const kind = kindOf(column[row]);
    if (kind === 'categorical' || (type !== undefined && kind !== type)) return 'categorical';
    type = kind;
  }
  return type;
};
