import { integer, seed32 } from '../check.ts';
import { integerBelow, words } from '../words.ts';

/**
 * A random subset of the rows, every subset of that size equally likely (Floyd's algorithm: time
 * and memory go with the size of the subset, not with the number of rows).
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
  const chosen = new Set<number>();
  for (let last = rows - count; last < rows; last++) {
    const row = integerBelow(next32, last + 1);
    chosen.add(chosen.has(row) ? last : row);
  }
  return Uint32Array.from(chosen).sort();
};
