import { dense } from '@betahat/linalg';
import { CellError } from '../cell-error.ts';
import { isHole } from '../cells/is-hole.ts';
import { readBoolean, readNumber } from '../cells/read-cell.ts';
import { readDays } from '../cells/read-days.ts';
import { columnMoments } from '../scaling/column-moments.ts';
import type { Cell } from '../table.ts';
import type { ColumnReport, EncodedColumn, OutputColumn } from './encoded-column.ts';
import type { ColumnPlan } from './options.ts';

/** A column of numbers, dates or booleans as fitted: (x − shift) / scale, holes taken for `fill`. */
export interface QuantityColumn {
  readonly type: 'numeric' | 'date' | 'boolean';
  readonly name: string;
  /** What a hole is taken for, before scaling; null where holes are errors. */
  readonly fill: number | null;
  readonly shift: number;
  /** null where the column is constant but for its holes: then it has no value output. */
  readonly scale: number | null;
  readonly indicator: boolean;
}

const readers = {
  numeric: { read: readNumber, expected: 'a finite number' },
  date: { read: readDays, expected: 'a date, as a Date or as ISO text' },
  boolean: { read: readBoolean, expected: 'true, false, 1 or 0' },
};

/** The numbers in a column, and where its holes are. */
const readColumn = (
  where: string,
  type: QuantityColumn['type'],
  name: string,
  column: ArrayLike<Cell>,
  holesAllowed: boolean,
): { values: Float64Array; holes: Uint8Array; holeCount: number } => {
  const { read, expected } = readers[type];
  const values = new Float64Array(column.length);
  const holes = new Uint8Array(column.length);
  let holeCount = 0;
  for (let row = 0; row < column.length; row++) {
    const hole = isHole(column[row]);
    const value = hole ? (holesAllowed ? 0 : undefined) : read(column[row]);
    if (value === undefined) throw new CellError(where, name, row, expected, column[row]);
    values[row] = value;
    if (!hole) continue;
    holes[row] = 1;
    holeCount += 1;
  }
  return { values, holes, holeCount };
};

const withoutHoles = (values: Float64Array, holes: Uint8Array, holeCount: number): Float64Array => {
  if (holeCount === 0) return values;
  const present = new Float64Array(values.length - holeCount);
  let next = 0;
  for (let row = 0; row < values.length; row++) {
    if (holes[row] === 1) continue;
    present[next] = values[row];
    next += 1;
  }
  return present;
};

/** Finds fill, shift and scale of a column with at least one cell that is not a hole. */
export const fitQuantity = (
  where: string,
  name: string,
  type: QuantityColumn['type'],
  column: ArrayLike<Cell>,
  plan: ColumnPlan,
  center: boolean,
): QuantityColumn => {
  const { values, holes, holeCount } = readColumn(
    where,
    type,
    name,
    column,
    plan.holes !== 'error',
  );
  const present = withoutHoles(values, holes, holeCount);
  const moments = columnMoments(where, dense(present.length, 1, present), [name]);
  const [smallest, largest, mean, deviation] = [
    moments.smallest[0],
    moments.largest[0],
    moments.means[0],
    moments.deviations[0],
  ];
  const scaling = type === 'boolean' ? 'none' : plan.scale;
  const [shift, scale] = {
    standardize: [center ? mean : 0, deviation],
    minMax: [smallest + 0, largest - smallest],
    none: [0, 1],
  }[scaling];
  const varies = smallest < largest;
  if (varies && !(scale > 0 && scale < Number.POSITIVE_INFINITY))
    throw new RangeError(
      `${where}: the spread of column ${JSON.stringify(name)} is beyond a double`,
    );
  if (varies && shift !== 0 && !center)
    throw new RangeError(
      `${where}: column ${JSON.stringify(name)} begins at ${shift}, and scale 'minMax' would fill the zeros of a sparse matrix; use 'standardize' or 'none'`,
    );
  return {
    type,
    name,
    fill: plan.holes === 'error' ? null : fillOf(type, plan, present, mean),
    shift: varies ? shift : 0,
    scale: varies ? scale : null,
    indicator: plan.indicator && holeCount > 0,
  };
};

const fillOf = (
  type: QuantityColumn['type'],
  plan: ColumnPlan,
  present: Float64Array,
  mean: number,
): number => {
  const how = plan.holes ?? (type === 'boolean' ? 'mostFrequent' : 'mean');
  if (how === 'mean') return mean;
  const sorted = present.slice().sort();
  if (how === 'mostFrequent') return mostFrequent(sorted) + 0;
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle] + 0;
  return sorted[middle - 1] / 2 + sorted[middle] / 2 + 0;
};

/** The value that comes most often in a rising list; of several the smallest. */
const mostFrequent = (rising: Float64Array): number => {
  let best = rising[0];
  let most = 0;
  let start = 0;
  for (let i = 1; i <= rising.length; i++) {
    if (i < rising.length && rising[i] === rising[start]) continue;
    if (i - start > most) {
      most = i - start;
      best = rising[start];
    }
    start = i;
  }
  return best;
};

/** What comes out of the column. */
export const quantityOutputs = ({ name, scale, indicator }: QuantityColumn): OutputColumn[] => {
  const outputs: OutputColumn[] = [];
  if (scale !== null) outputs.push({ name, column: name, part: 'value', level: null });
  if (indicator)
    outputs.push({ name: `${name} is missing`, column: name, part: 'missing', level: null });
  return outputs;
};

/** Entries of the design matrix for a column's cells. */
export const encodeQuantity = (
  where: string,
  fitted: QuantityColumn,
  column: ArrayLike<Cell>,
): EncodedColumn & { report: ColumnReport } => {
  const { type, name, fill, shift, scale, indicator } = fitted;
  const { values, holes, holeCount } = readColumn(where, type, name, column, fill !== null);
  const places = new Int32Array(column.length);
  if (scale === null) places.fill(-1);
  else
    for (let row = 0; row < values.length; row++) {
      const z = ((holes[row] === 1 ? (fill ?? 0) : values[row]) - shift) / scale;
      // The difference of two huge numbers may overflow.
      if (z - z !== 0)
        throw new CellError(where, name, row, 'a number near those of the fit', column[row]);
      values[row] = z;
    }
  return {
    places,
    values,
    holes,
    indicator: indicator ? (scale === null ? 0 : 1) : -1,
    report: { holes: holeCount, unseen: new Map() },
  };
};
