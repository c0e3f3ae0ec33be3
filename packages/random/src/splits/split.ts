/** Rows to fit on and rows to judge by: row numbers from 0, no row in both. */
export interface Split {
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/** Rows marked 1 become the test rows; both sides ascend. */
export const partition = (isTest: Uint8Array): Split => {
  let count = 0;
  for (let row = 0; row < isTest.length; row++) count += isTest[row];
  const test = new Uint32Array(count);
  const train = new Uint32Array(isTest.length - count);
  let testRows = 0;
  let trainRows = 0;
  for (let row = 0; row < isTest.length; row++) {
    if (isTest[row] === 1) {
      test[testRows] = row;
      testRows += 1;
    } else {
      train[trainRows] = row;
      trainRows += 1;
    }
  }
  return { train, test };
};

/** One split per fold, from the fold that each row belongs to. */
export const splitsOf = (foldOf: Uint32Array, folds: number): Split[] =>
  Array.from({ length: folds }, (_, fold) => {
    const isTest = new Uint8Array(foldOf.length);
    for (let row = 0; row < isTest.length; row++) if (foldOf[row] === fold) isTest[row] = 1;
    return partition(isTest);
  });
