import { trainTestSplit } from '@betahat/random';
import { quote } from '../print/quote.ts';
import { UserError } from '../user-error.ts';
import type { Classes } from './class-codes.ts';

/** Which rows are held out, and what the user should know about it. */
export interface HeldOut {
  /** For each row 1 if it is held out. */
  readonly isTest: Uint8Array;
  readonly testRows: number;
  readonly warnings: readonly string[];
}

/**
 * Chooses the rows to judge the fit by, each class in its proportion. A class of one row stays with
 * the training rows. A table too small for `testSize` is fitted whole, with a warning, unless the
 * size was asked for.
 *
 * @param testSize share of the rows, 0 for none
 * @param asked whether the user gave the size
 * @throws UserError if the size asked for cannot be had
 */
export const holdOut = (
  { labels, counts, codes }: Classes,
  testSize: number,
  seed: number,
  asked: boolean,
): HeldOut => {
  const isTest = new Uint8Array(codes.length);
  if (testSize === 0) return { isTest, testRows: 0, warnings: [] };
  const rows = rowsOfClasses(codes, (k) => counts[k]! > 1);
  const strata = counts.filter((count) => count > 1).length;
  const testRows = Math.ceil(testSize * rows.length);
  if (testRows < labels.length || rows.length - testRows < strata) {
    const why = `${codes.length} rows are too few to hold out ${testSize} of them with every class on both sides`;
    if (asked) throw new UserError(`--test-size: ${why}; 0 fits on all rows`);
    return {
      isTest,
      testRows: 0,
      warnings: [`${why}: fitted on all rows, without a held-out score`],
    };
  }
  const stratify = rows.map((row) => codes[row]!);
  const { test } = trainTestSplit(rows.length, { testSize, seed, stratify });
  for (const i of test) isTest[rows[i]!] = 1;
  const missing = missingClass(codes, isTest, labels.length);
  if (missing >= 0) {
    throw new UserError(
      `--test-size ${testSize} leaves no row of class ${quote(String(labels[missing]))} to fit on; give a smaller one`,
    );
  }
  return { isTest, testRows: test.length, warnings: [] };
};

/** Rows of the classes that are wanted, ascending. */
const rowsOfClasses = (codes: Uint32Array, isWanted: (k: number) => boolean): Uint32Array => {
  const rows = new Uint32Array(codes.length);
  let found = 0;
  for (let row = 0; row < codes.length; row++) if (isWanted(codes[row]!)) rows[found++] = row;
  return rows.subarray(0, found);
};

/** A class without a row to fit on; −1 if there is none. */
const missingClass = (codes: Uint32Array, isTest: Uint8Array, classes: number): number => {
  const seen = new Uint8Array(classes);
  for (let row = 0; row < codes.length; row++) if (isTest[row] === 0) seen[codes[row]!] = 1;
  return seen.indexOf(0);
};
