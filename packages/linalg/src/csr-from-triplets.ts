import { allocateCsr } from './allocate-csr.ts';
import { size } from './arguments.ts';
import { rangeError, typeError } from './check.ts';
import { csr } from './csr.ts';
import type { CsrMatrix } from './types.ts';

/** One entry of a sparse matrix: its row, its column, its value. */
export type Triplet = readonly [row: number, column: number, value: number];

const index = (argument: string, value: number, limit: number): void => {
  if (!(Number.isInteger(value) && value >= 0 && value < limit)) {
    throw rangeError('csrFromTriplets', argument, `an integer from 0 to ${limit - 1}`, value);
  }
};

/**
 * A sparse matrix from its entries in any order. Entries at the same place are added up, in the
 * order given; a stored zero stays stored. From 4 MB on it lies in kernel memory, as by `allocateCsr`.
 *
 * @throws TypeError or RangeError that names the triplet, what was expected and what came
 * @example
 * const A = csrFromTriplets(2, 3, [[1, 2, 6], [0, 1, 7], [1, 0, 5]]);
 * A.values; // Float64Array [7, 5, 6]
 */
export const csrFromTriplets = (
  rows: number,
  cols: number,
  triplets: Iterable<Triplet>,
): CsrMatrix => {
  size('csrFromTriplets', 'rows', rows);
  size('csrFromTriplets', 'cols', cols);
  if (typeof triplets?.[Symbol.iterator] !== 'function') {
    throw typeError('csrFromTriplets', 'triplets', 'an iterable of [row, column, value]', triplets);
  }
  const list: Triplet[] = [];
  const place = new Uint32Array(rows + 1);
  for (const triplet of triplets) {
    const at = `triplets[${list.length}]`;
    if (!Array.isArray(triplet) || triplet.length !== 3) {
      throw typeError('csrFromTriplets', at, 'an array [row, column, value]', triplet);
    }
    const [row, column, value] = triplet;
    index(`${at}[0]`, row, rows);
    index(`${at}[1]`, column, cols);
    if (typeof value !== 'number') {
      throw typeError('csrFromTriplets', `${at}[2]`, 'a number', value);
    }
    list.push(triplet);
    place[row + 1] += 1;
  }
  for (let i = 0; i < rows; i++) place[i + 1] += place[i];
  // By row first (a counting sort, stable), then by column within each row (sort is stable too).
  const ordered = new Array<Triplet>(list.length);
  const next = place.slice(0, rows);
  for (const triplet of list) ordered[next[triplet[0]]++] = triplet;
  let entries = 0;
  for (let i = 0; i < rows; i++) {
    const row = ordered.slice(place[i], place[i + 1]).sort((a, b) => a[1] - b[1]);
    row.forEach((triplet, k) => {
      ordered[place[i] + k] = triplet;
      if (k === 0 || row[k - 1][1] !== triplet[1]) entries += 1;
    });
  }
  const { values, columns, rowStart } = allocateCsr(rows, cols, entries);
  let count = 0;
  for (let i = 0; i < rows; i++) {
    for (let k = place[i]; k < place[i + 1]; k++) {
      const [, column, value] = ordered[k];
      if (count > rowStart[i] && columns[count - 1] === column) {
        values[count - 1] += value;
      } else {
        columns[count] = column;
        values[count] = value;
        count += 1;
      }
    }
    rowStart[i + 1] = count;
  }
  return csr(rows, cols, values, columns, rowStart);
};
