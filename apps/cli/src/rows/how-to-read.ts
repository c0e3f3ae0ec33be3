import type { ColumnType } from '@betahat/features';
import type { Ask } from '../table/cells.ts';
import type { Column } from '../table/column.ts';

/**
 * How the cells of a column are read so that `TableEncoder` takes them for what they are. Numbers come
 * as numbers, whatever they are used for; all else as text, which writes numbers and dates with every
 * digit. Null type: whatever it is, it is not read by its type (a column of holes).
 */
export const howToRead = (column: Column, type: ColumnType | null): Ask => ({
  column,
  as: type === 'numeric' || column.kind === 'number' ? 'number' : 'text',
});
