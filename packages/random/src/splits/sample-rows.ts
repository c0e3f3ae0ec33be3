import { integer, seed32 } from '../check.ts';
import { integerBelow, words } from '../words.ts';

type Words = ReturnType<typeof words>;

/** Rows per chosen row up to which a bit for each is less than a list, and needs no sorting. */
const MARKS = 500;

const listed = (rows: number, count: number, next32: Words): Set<number> => {
  const chosen = new Set<number>();
  for (let last = rows - count; last < rows; last++) {
    const row = integerBelow(next32, last + 1);
    chosen.add(chosen.has(row) ? last : row);
  }
  return chosen;
};

/** The same choice as a bit per row. */
const marked = (rows: number, count: number, next32: Words): Uint32Array => {
  const marks = new Uint32Array(Math.ceil(rows / 32));
  for (let last = rows - count; last < rows; last++) {
    const row = integerBelow(next32, last + 1);
    const isTaken = ((marks[row >>> 5]! >>> (row & 31)) & 1) === 1;
    const chosen = isTaken ? last : row;
    marks[chosen >>> 5]! |= 1 << (chosen & 31);
  }
  return marks;
};

const ascending = (marks: Uint32Array, count: number): Uint32Array => {
  const rows = new Uint32Array(count);
  let found = 0;
  for (let at = 0; at < marks.length; at++) {
    for (let rest = marks[at]!; rest !== 0; rest &= rest - 1) {
      rows[found++] = 32 * at + 31 - Math.clz32(rest & -rest);
    }
  }
  return rows;
};

/**
 * A random subset of the rows, every subset of that size equally likely (Floyd's algorithm: time
 * and memory go with the size of the subset, but for a bit a row where it is not small).
 * @param rows the number of rows
 * @param count how many of them, at most `rows`
 * @param seed an integer from 0 to 2³² − 1. Default 0
 * @returns row numbers, ascending
 * @throws TypeError or RangeError when an argument is not as described
 * @see J. Bentley and R. Floyd, Programming pearls: a sample of brilliance, CACM 30, 1987
 * @example
 * import { sampleRows } from '@betahat/random';
 * sampleRows(1_000_000, 3, 7).length; // 3
 */
export const sampleRows = (rows: number, count: number, seed = 0): Uint32Array => {
  integer('sampleRows', 'rows', rows, 0, 0xffff_ffff);
  integer('sampleRows', 'count', count, 0, rows);
  const next32 = words(seed32('sampleRows', seed));
  return rows < MARKS * count
    ? ascending(marked(rows, count, next32), count)
    : Uint32Array.from(listed(rows, count, next32)).sort();
};
