import { rangeError, typeError } from './check.ts';
import type { CsrMatrix, DenseMatrix, FloatArray, Matrix, ScaledMatrix } from './types.ts';

/*
 * The checks that several functions of this package share. Arrays are told by their tag and not by
 * `instanceof`, so that those of another realm (a frame, a vm context) pass.
 */

const tag = (value: unknown): string =>
  ArrayBuffer.isView(value) ? (value as unknown as Float64Array)[Symbol.toStringTag] : '';

export const isFloat64 = (value: unknown): value is Float64Array => tag(value) === 'Float64Array';

export const isFloatArray = (value: unknown): value is FloatArray =>
  isFloat64(value) || tag(value) === 'Float32Array';

export const isUint32 = (value: unknown): value is Uint32Array => tag(value) === 'Uint32Array';

/** A size: a whole number from 0 to 2^53 − 1. */
export const size = (where: string, argument: string, value: unknown): number => {
  if (typeof value !== 'number') {
    throw typeError(where, argument, 'a non-negative integer', value);
  }
  if (!Number.isSafeInteger(value) || value < 0) {
    throw rangeError(where, argument, 'a non-negative integer', value);
  }
  return value;
};

/** A Float64Array or Float32Array, of a given length if one is given. */
export const vector = (
  where: string,
  argument: string,
  value: unknown,
  length?: number,
): FloatArray => {
  if (!isFloatArray(value)) {
    throw typeError(where, argument, 'a Float64Array or Float32Array', value);
  }
  if (length !== undefined && value.length !== length) {
    throw rangeError(where, `${argument}.length`, String(length), value.length);
  }
  return value;
};

/** A Float64Array to write results to. */
export const output = (
  where: string,
  argument: string,
  value: unknown,
  length: number,
): Float64Array => {
  if (!isFloat64(value)) throw typeError(where, argument, 'a Float64Array', value);
  if (value.length !== length) {
    throw rangeError(where, `${argument}.length`, String(length), value.length);
  }
  return value;
};

const denseParts = (where: string, argument: string, m: DenseMatrix): void => {
  size(where, `${argument}.rows`, m.rows);
  size(where, `${argument}.cols`, m.cols);
  vector(where, `${argument}.data`, m.data, m.rows * m.cols);
};

const csrParts = (where: string, argument: string, m: CsrMatrix): void => {
  size(where, `${argument}.rows`, m.rows);
  size(where, `${argument}.cols`, m.cols);
  vector(where, `${argument}.values`, m.values);
  if (!isUint32(m.columns))
    throw typeError(where, `${argument}.columns`, 'a Uint32Array', m.columns);
  if (!isUint32(m.rowStart)) {
    throw typeError(where, `${argument}.rowStart`, 'a Uint32Array', m.rowStart);
  }
  if (m.rowStart.length !== m.rows + 1) {
    throw rangeError(where, `${argument}.rowStart.length`, String(m.rows + 1), m.rowStart.length);
  }
  const end = m.rowStart[m.rows];
  if (end > m.values.length || end > m.columns.length) {
    const shorter = Math.min(m.values.length, m.columns.length);
    throw rangeError(where, `${argument}.rowStart[${m.rows}]`, `at most ${shorter}`, end);
  }
};

const kindOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? (value as { kind?: unknown }).kind : undefined;

/** A matrix of either kind whose parts fit together (constant time: CSR columns are not read). */
export const matrix = (where: string, argument: string, value: unknown): Matrix => {
  const kind = kindOf(value);
  if (kind === 'dense') denseParts(where, argument, value as DenseMatrix);
  else if (kind === 'csr') csrParts(where, argument, value as CsrMatrix);
  else throw typeError(where, argument, 'a DenseMatrix or CsrMatrix', value);
  return value as Matrix;
};

/** The view that a value is, its parts fitting together; undefined for anything else. */
export const scaledView = (
  where: string,
  argument: string,
  value: unknown,
): ScaledMatrix | undefined => {
  if (kindOf(value) !== 'scaled') return undefined;
  const view = value as ScaledMatrix;
  const { rows, cols } = matrix(where, `${argument}.matrix`, view.matrix);
  if (view.rows !== rows) throw rangeError(where, `${argument}.rows`, String(rows), view.rows);
  if (view.cols !== cols) throw rangeError(where, `${argument}.cols`, String(cols), view.cols);
  if (view.center !== null) output(where, `${argument}.center`, view.center, cols);
  if (view.scale !== null) output(where, `${argument}.scale`, view.scale, cols);
  return view;
};

/** A dense matrix whose parts fit together, of a given shape if one is given. */
export const denseMatrix = (
  where: string,
  argument: string,
  value: unknown,
  rows?: number,
  cols?: number,
): DenseMatrix => {
  if (kindOf(value) !== 'dense') throw typeError(where, argument, 'a DenseMatrix', value);
  const m = value as DenseMatrix;
  denseParts(where, argument, m);
  if (rows !== undefined && m.rows !== rows) {
    throw rangeError(where, `${argument}.rows`, String(rows), m.rows);
  }
  if (cols !== undefined && m.cols !== cols) {
    throw rangeError(where, `${argument}.cols`, String(cols), m.cols);
  }
  return m;
};

/** A square dense matrix. */
export const squareMatrix = (where: string, argument: string, value: unknown): DenseMatrix => {
  const m = denseMatrix(where, argument, value);
  if (m.rows !== m.cols) {
    throw rangeError(where, argument, 'square', `${m.rows}×${m.cols}`);
  }
  return m;
};

/** A dense Float64 matrix of the given shape to write results to. */
export const outputMatrix = (
  where: string,
  argument: string,
  value: unknown,
  rows: number,
  cols: number,
): Float64Array => {
  const m = denseMatrix(where, argument, value, rows, cols);
  return output(where, `${argument}.data`, m.data, rows * cols);
};

/** Results must not be written over an input that is still being read. */
export const distinct = (
  where: string,
  argument: string,
  out: ArrayBufferView,
  other: string,
  input: ArrayBufferView,
): void => {
  if (
    out.buffer === input.buffer &&
    out.byteOffset < input.byteOffset + input.byteLength &&
    input.byteOffset < out.byteOffset + out.byteLength
  ) {
    throw rangeError(where, argument, `memory apart from ${other}`, out);
  }
};
