import type { DenseMatrix, FloatArray } from '@betahat/linalg';
import { rangeError, typeError } from '@betahat/linalg/check';
import type { Label } from './labels.ts';
import type { BinaryInitial } from './logistic-regression.ts';
import type { SoftmaxInitial } from './softmax-regression.ts';

type Numbers = readonly number[] | FloatArray;

const checkedNumbers = (where: string, name: string, given: unknown, length: number): Numbers => {
  if (
    !Array.isArray(given) &&
    !(given instanceof Float64Array) &&
    !(given instanceof Float32Array)
  ) {
    throw typeError(where, name, `an array of ${length} numbers`, given);
  }
  if (given.length !== length)
    throw rangeError(where, `${name}.length`, String(length), given.length);
  for (let i = 0; i < length; i++) {
    if (!Number.isFinite(given[i])) {
      throw rangeError(where, `${name}[${i}]`, 'a finite number', given[i]);
    }
  }
  return given;
};

const checkedObject = (where: string, given: unknown): void => {
  if (typeof given !== 'object' || given === null) {
    throw typeError(where, 'initial', 'a model or an object with coefficients', given);
  }
};

const checkNoIntercept = (where: string, name: string, given: Numbers): void => {
  if (given.some((value) => value !== 0)) {
    throw rangeError(where, name, '0 or left out where intercept is false', given);
  }
};

/** The parameter vector [w, b] to start a binary fit from; null for zeros. */
export const binaryStart = (
  where: string,
  initial: BinaryInitial | undefined,
  columns: number,
  intercept: boolean,
  classes: readonly Label[],
): Float64Array | null => {
  if (initial === undefined) return null;
  checkedObject(where, initial);
  const w = checkedNumbers(where, 'initial.coefficients', initial.coefficients, columns);
  const b = checkedNumbers(where, 'initial.intercept', [initial.intercept ?? 0], 1);
  if (!intercept) checkNoIntercept(where, 'initial.intercept', b);
  const sign = 'classes' in initial ? binarySign(where, initial.classes, classes) : 1;
  const start = new Float64Array(columns + (intercept ? 1 : 0));
  start.set(w);
  if (intercept) start[columns] = b[0];
  return sign === 1 ? start : start.map((value) => -value);
};

/** −1 where the earlier model has the two classes the other way round. */
const binarySign = (
  where: string,
  earlier: readonly Label[],
  classes: readonly Label[],
): number => {
  if (earlier[0] === classes[0] && earlier[1] === classes[1]) return 1;
  if (earlier[0] === classes[1] && earlier[1] === classes[0]) return -1;
  throw rangeError(where, 'initial.classes', `${classes.join(' and ')}`, earlier.join(' and '));
};

/** The parameter vector [W row by row, b] to start a softmax fit from; null for zeros. */
export const softmaxStart = (
  where: string,
  initial: SoftmaxInitial | undefined,
  columns: number,
  intercept: boolean,
  classes: readonly Label[],
): Float64Array | null => {
  if (initial === undefined) return null;
  checkedObject(where, initial);
  const outputs = 'classes' in initial ? initial.classes.length : classes.length;
  const W = softmaxCoefficients(where, initial.coefficients, outputs, columns);
  const given = initial.intercepts ?? new Float64Array(outputs);
  const b = checkedNumbers(where, 'initial.intercepts', given, outputs);
  if (!intercept) checkNoIntercept(where, 'initial.intercepts', b);
  const start = new Float64Array(classes.length * (columns + (intercept ? 1 : 0)));
  classes.forEach((label, k) => {
    // Classes that the earlier model did not know start at zero.
    const from = 'classes' in initial ? initial.classes.indexOf(label) : k;
    if (from < 0) return;
    start.set(W[from], k * columns);
    if (intercept) start[classes.length * columns + k] = b[from];
  });
  return start;
};

const softmaxCoefficients = (
  where: string,
  given: DenseMatrix | readonly Numbers[],
  outputs: number,
  columns: number,
): Numbers[] => {
  const name = 'initial.coefficients';
  if (Array.isArray(given)) {
    if (given.length !== outputs) {
      throw rangeError(where, `${name}.length`, `${outputs} rows, one per class`, given.length);
    }
    return given.map((row, k) => checkedNumbers(where, `${name}[${k}]`, row, columns));
  }
  const matrix = given as DenseMatrix;
  if (typeof matrix !== 'object' || matrix === null || matrix.kind !== 'dense') {
    throw typeError(where, name, 'a DenseMatrix or an array of rows (classes×features)', given);
  }
  if (matrix.rows !== outputs || matrix.cols !== columns) {
    const shape = `${matrix.rows}×${matrix.cols}`;
    throw rangeError(where, `the shape of ${name}`, `${outputs}×${columns}`, shape);
  }
  const all = checkedNumbers(where, `${name}.data`, matrix.data, outputs * columns) as FloatArray;
  return Array.from({ length: outputs }, (_, k) => all.subarray(k * columns, (k + 1) * columns));
};
