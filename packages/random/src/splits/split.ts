/** Rows to fit on and rows to judge by: row numbers from 0, no row in both. */
export interface Split {
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/** The numbers 0 to n − 1. */
export const range = (n: number): Uint32Array => new Uint32Array(n).map((_, i) => i);

/** Rows for which `isTest` holds become the test rows; both sides ascend. */
export const partition = (rows: number, isTest: (row: number) => boolean): Split => {
  const train: number[] = [];
  const test: number[] = [];
  for (let row = 0; row < rows; row++) (isTest(row) ? test : train).push(row);
  return { train: Uint32Array.from(train), test: Uint32Array.from(test) };
};
