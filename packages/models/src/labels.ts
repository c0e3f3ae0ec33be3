import { describe, rangeError, typeError } from '@betahat/linalg/check';

/** What a class can be called. The labels of one fit are all of one type. */
export type Label = string | number | boolean;

/** Labels as a caller has them. */
export type Labels<L extends Label = Label> = readonly L[] | NumericLabels;

/** A typed array of numbers. */
export interface NumericLabels {
  readonly [index: number]: number;
  readonly length: number;
  readonly BYTES_PER_ELEMENT: number;
}

/** Labels told as positions in the sorted list of classes. */
export interface EncodedLabels<
  L extends Label,
  Positions extends Uint32Array | Float64Array = Uint32Array | Float64Array,
> {
  /** Numbers by value, strings by code unit, false before true. */
  readonly classes: readonly L[];
  /** For each row the position of its label in `classes`. */
  readonly indices: Positions;
}

/** So many whole numbers around 0 are looked up in a table. */
const SMALL = 1024;

const byValue = (a: Label, b: Label): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The distinct labels in order, and each row's position among them.
 *
 * @param Positions the array that the loss takes positions in
 * @throws TypeError where labels differ in type or are not labels; RangeError for NaN, infinities,
 * the wrong count, or fewer than two classes
 */
export const encodeLabels = <L extends Label, Positions extends Uint32Array | Float64Array>(
  where: string,
  y: Labels<L>,
  rows: number,
  Positions: new (length: number) => Positions,
): EncodedLabels<L, Positions> => {
  if (y === null || typeof y !== 'object' || !('length' in y) || typeof y.length !== 'number') {
    throw typeError(where, 'y', 'an array with one label per row', y);
  }
  if (y.length !== rows) {
    throw rangeError(where, 'y.length', `the number of rows of X, ${rows}`, y.length);
  }
  const type = typeof y[0];
  const indices = new Positions(rows);
  const known = new Map<L, number>();
  // Small whole numbers are found in a table: of a million in 2 ms, by the map alone in 20. Few rows do without one.
  const table = new Int32Array(type === 'number' && rows >= SMALL ? SMALL : 0).fill(-1);
  for (let row = 0; row < rows; row++) {
    const label = y[row] as L;
    const whole = typeof label === 'number' ? label | 0 : 0;
    const place = (whole + SMALL / 2) >>> 0;
    const isSmall = whole === label && place < table.length;
    let position = (isSmall ? table[place] : known.get(label)) ?? -1;
    if (position < 0) {
      if (typeof label !== type || !isLabel(label)) throw badLabel(where, row, label, type);
      position = known.size;
      known.set(label, position);
      if (isSmall) table[place] = position;
    }
    indices[row] = position;
  }
  const classes = [...known.keys()].sort(byValue);
  if (classes.length < 2) {
    throw rangeError(where, 'y', `at least two classes, but every label is ${describe(y[0])}`, y);
  }
  const order = Uint32Array.from(classes, (label) => known.get(label) as number);
  if (order.some((met, position) => met !== position)) {
    const sorted = new Uint32Array(classes.length);
    for (let position = 0; position < order.length; position++) sorted[order[position]] = position;
    for (let row = 0; row < rows; row++) indices[row] = sorted[indices[row]];
  }
  return { classes: Object.freeze(classes), indices };
};

const isLabel = (label: Label): boolean =>
  typeof label === 'string' || typeof label === 'boolean' || Number.isFinite(label);

const badLabel = (where: string, row: number, label: unknown, type: string): Error => {
  const place = `y[${row}]`;
  if (typeof label === 'number' && !Number.isFinite(label)) {
    return rangeError(where, place, 'a finite number, a string or a boolean', label);
  }
  if (row > 0 && typeof label !== type) {
    return typeError(where, place, `a ${type} like the labels before it`, label);
  }
  return typeError(where, place, 'a string, a finite number or a boolean', label);
};

/**
 * As encodeLabels, of two classes, in the array that a binary loss takes.
 * @throws RangeError where there are more
 */
export const encodeBinaryLabels = <L extends Label>(
  where: string,
  y: Labels<L>,
  rows: number,
): EncodedLabels<L, Float64Array> => {
  const labels = encodeLabels(where, y, rows, Float64Array);
  const { classes } = labels;
  if (classes.length > 2) {
    const expected = `of two classes (SoftmaxRegression fits more), but it has ${classes.length}:`;
    throw rangeError(where, 'y', expected, classes.slice(0, 5).join(', '));
  }
  return labels;
};
