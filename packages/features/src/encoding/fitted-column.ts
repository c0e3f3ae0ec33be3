import { inferType } from '../cells/infer-type.ts';
import type { Cell } from '../table.ts';
import {
  type CategoricalColumn,
  categoricalOutputs,
  encodeCategorical,
  fitCategorical,
} from './categorical.ts';
import type { ColumnReport, EncodedColumn, OutputColumn } from './encoded-column.ts';
import type { ColumnPlan } from './options.ts';
import { encodeQuantity, fitQuantity, type QuantityColumn, quantityOutputs } from './quantity.ts';

/** What a fit found out about one column, as plain data. */
export type FittedColumn = QuantityColumn | CategoricalColumn;

/** A column that tells nothing, and why: only holes; one value; text that is different in nearly every row. */
export interface DroppedColumn {
  readonly name: string;
  readonly reason: 'empty' | 'constant' | 'identifier';
}

/** Fits one column, or says why it is dropped. */
export const fitColumn = (
  where: string,
  name: string,
  column: ArrayLike<Cell>,
  plan: ColumnPlan,
  center: boolean,
): FittedColumn | DroppedColumn => {
  const inferred = inferType(column);
  if (inferred === undefined) return { name, reason: 'empty' };
  const type = plan.type ?? inferred;
  if (type === 'categorical') {
    const fitted = fitCategorical(where, name, column, plan);
    const { levels, pooled, indicator } = fitted;
    if (levels.length + pooled.length === 1 && !indicator) return { name, reason: 'constant' };
    return isIdentifier(fitted, column.length, plan) ? { name, reason: 'identifier' } : fitted;
  }
  const fitted = fitQuantity(where, name, type, column, plan, center);
  return fitted.scale === null && !fitted.indicator ? { name, reason: 'constant' } : fitted;
};

/** What comes out of a column. */
export const outputsOf = (fitted: FittedColumn): OutputColumn[] =>
  fitted.type === 'categorical' ? categoricalOutputs(fitted) : quantityOutputs(fitted);

/** Entries of the design matrix for a column's cells. */
export const encodeColumn = (
  where: string,
  fitted: FittedColumn,
  column: ArrayLike<Cell>,
): EncodedColumn & { report: ColumnReport } =>
  fitted.type === 'categorical'
    ? encodeCategorical(where, fitted, column)
    : encodeQuantity(where, fitted, column);

/** Nothing but rare levels, or so many of them that most rows have one to themselves. */
const isIdentifier = (
  { levels, pooled }: CategoricalColumn,
  rows: number,
  { maxLevels }: ColumnPlan,
): boolean => levels.length === 0 || (pooled.length > maxLevels && pooled.length > rows / 2);
