import { integer, rangeError, seed32, typeError, unknownOptions } from '../check.ts';
import { RandomState } from '../random-state.ts';
import { range } from '../range.ts';
import { approximateMode } from './approximate-mode.ts';
import { encodeLabels, type Label, rowsByCode } from './labels.ts';
import { partition, type Split } from './split.ts';

/** Options of `trainTestSplit`. */
export interface TrainTestSplitOptions {
  /** The share of rows held out, above 0 and below 1, rounded up to whole rows; or a count of rows from 1. Default 0.25. */
  readonly testSize?: number;
  /** An integer from 0 to 2³² − 1. Default 0. */
  readonly seed?: number;
  /** Without it, the first rows are for training and the last are held out. Default true. */
  readonly shuffle?: boolean;
  /** One label per row: both sides get each class in the proportion of the whole. */
  readonly stratify?: ArrayLike<Label>;
  /** One label per row: rows of a group stay on one side, and `testSize` counts groups. */
  readonly groups?: ArrayLike<Label>;
}

const where = 'trainTestSplit';

/**
 * Splits rows at random into those to fit on and those to judge the fit by.
 *
 * The same seed gives the same rows on every platform, and the rows that scikit-learn's
 * `train_test_split` (with `stratify`; with groups, `GroupShuffleSplit`) gives for `random_state`.
 * @param rows the number of rows
 * @throws RangeError when a side would be empty, when there are fewer test or training rows than
 *   classes, or when a class has one row only
 * @throws TypeError when an option is unknown, of the wrong kind, or `stratify` comes with `groups`
 * @see scikit-learn, sklearn/model_selection/_split.py
 * @example
 * import { trainTestSplit } from '@betahat/random';
 * const { train, test } = trainTestSplit(150, { testSize: 0.2, seed: 1 });
 * train.length; // 120
 * test.length; // 30
 */
export const trainTestSplit = (rows: number, options: TrainTestSplitOptions = {}): Split => {
  integer(where, 'rows', rows, 0, 0xffff_ffff);
  unknownOptions(where, options, ['testSize', 'seed', 'shuffle', 'stratify', 'groups']);
  const { testSize = 0.25, seed = 0, shuffle = true, stratify, groups } = options;
  seed32(where, seed);
  if (typeof shuffle !== 'boolean') throw typeError(where, 'shuffle', 'true or false', shuffle);
  if (stratify !== undefined && groups !== undefined)
    throw typeError(where, 'stratify', 'left out where groups are given', stratify);
  for (const [name, labels] of [
    ['stratify', stratify],
    ['groups', groups],
  ] as const) {
    if (labels === undefined) continue;
    if (!shuffle) throw typeError(where, 'shuffle', `true where ${name} is given`, shuffle);
    if (labels.length !== rows)
      throw rangeError(where, `${name}.length`, `${rows}, the number of rows`, labels.length);
  }
  if (stratify !== undefined) return stratified(stratify, testSize, seed);
  if (groups !== undefined) return grouped(groups, testSize, seed);
  const testRows = testCount(testSize, rows, 'rows');
  if (!shuffle) return { train: range(rows - testRows), test: range(rows).slice(rows - testRows) };
  const order = new RandomState(seed).permutation(rows);
  return { train: order.slice(testRows), test: order.slice(0, testRows) };
};

const testCount = (testSize: number, n: number, unit: string): number => {
  const expected = 'a share above 0 and below 1, or a count of at least 1';
  if (typeof testSize !== 'number') throw typeError(where, 'testSize', expected, testSize);
  const isShare = testSize > 0 && testSize < 1;
  if (!isShare && !(Number.isSafeInteger(testSize) && testSize >= 1))
    throw rangeError(where, 'testSize', expected, testSize);
  const count = isShare ? Math.ceil(testSize * n) : testSize;
  if (count >= n || n === 0)
    throw new RangeError(`${where}: testSize ${testSize} leaves none of ${n} ${unit} for training`);
  return count;
};

const stratified = (labels: ArrayLike<Label>, testSize: number, seed: number): Split => {
  const encoded = encodeLabels(where, 'stratify', labels);
  const { classes, counts } = encoded;
  const testRows = testCount(testSize, labels.length, 'rows');
  const trainRows = labels.length - testRows;
  const alone = counts.indexOf(1);
  if (alone >= 0)
    throw new RangeError(
      `${where}: stratify needs at least two rows of every class, and class ${JSON.stringify(classes[alone])} has one`,
    );
  if (Math.min(testRows, trainRows) < classes.length)
    throw new RangeError(
      `${where}: stratify needs a row of each of ${classes.length} classes on both sides, got ${trainRows} rows for training and ${testRows} for testing`,
    );
  const random = new RandomState(seed);
  const trainOf = approximateMode(counts, trainRows, random);
  const testOf = approximateMode(
    counts.map((n, k) => n - trainOf[k]),
    testRows,
    random,
  );
  const train = new Uint32Array(trainRows);
  const test = new Uint32Array(testRows);
  let trainNext = 0;
  let testNext = 0;
  for (const [k, classRows] of rowsByCode(encoded).entries()) {
    const order = random.permutation(classRows.length);
    for (let i = 0; i < order.length; i++) {
      if (i < trainOf[k]) train[trainNext++] = classRows[order[i]];
      else if (i < trainOf[k] + testOf[k]) test[testNext++] = classRows[order[i]];
    }
  }
  return { train: random.permutation(train), test: random.permutation(test) };
};

const grouped = (labels: ArrayLike<Label>, testSize: number, seed: number): Split => {
  const { classes, codes } = encodeLabels(where, 'groups', labels);
  const testGroups = testCount(testSize, classes.length, 'groups');
  const isTestGroup = new Uint8Array(classes.length);
  const order = new RandomState(seed).permutation(classes.length);
  for (const group of order.subarray(0, testGroups)) isTestGroup[group] = 1;
  const isTest = new Uint8Array(codes.length);
  for (let row = 0; row < isTest.length; row++) isTest[row] = isTestGroup[codes[row]];
  return partition(isTest);
};
