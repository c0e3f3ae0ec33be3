import { isFloatArray, matrix } from './arguments.ts';
import { rangeError, typeError, unknownOptions } from './check.ts';
import type { FloatArray, Matrix, ScaledMatrix } from './types.ts';

export interface ScaledOptions {
  /** What is subtracted from each column, cols numbers: their means, say. */
  readonly center?: FloatArray | null;
  /** What each column is then divided by, cols numbers other than 0: standard deviations, say. */
  readonly scale?: FloatArray | null;
}

const perColumn = (
  name: 'center' | 'scale',
  given: FloatArray | null | undefined,
  cols: number,
): Float64Array | null => {
  if (given === undefined || given === null) return null;
  if (!isFloatArray(given)) {
    throw typeError('scaled', name, 'a Float64Array or Float32Array', given);
  }
  if (given.length !== cols) {
    throw rangeError('scaled', `${name}.length`, String(cols), given.length);
  }
  const bad = given.findIndex((x) => !Number.isFinite(x) || (name === 'scale' && x === 0));
  if (bad >= 0) {
    const expected = name === 'scale' ? 'a finite number other than 0' : 'a finite number';
    throw rangeError('scaled', `${name}[${bad}]`, expected, given[bad]);
  }
  return Float64Array.from(given);
};

/**
 * The columns of X centred and scaled, as a view: entry (i, j) is (X[i][j] − center[j]) / scale[j].
 * Nothing of X is copied or changed, and a sparse X stays sparse: `multiply`, `transposeMultiply` and
 * `gram` work on X and then account for both on their results. `toDense` writes it out.
 *
 * Products are those of the explicit matrix but for rounding in the units of X: where the centre of a
 * column is 10^k times its spread, k more digits are lost (2k in `gram`).
 *
 * @param X rows×cols, dense or sparse
 * @returns a matrix of kind 'scaled', which the functions above and `rowRange` take
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * const X = csrFromTriplets(2, 2, [[0, 0, 4], [1, 1, 6]]);
 * const Z = scaled(X, { center: Float64Array.of(2, 3), scale: Float64Array.of(2, 1) });
 * multiply(Z, Float64Array.of(1, 1)); // Float64Array [-2, 2]
 */
export const scaled = (X: Matrix, options: ScaledOptions): ScaledMatrix => {
  const { rows, cols } = matrix('scaled', 'X', X);
  if (typeof options !== 'object' || options === null) {
    throw typeError('scaled', 'options', 'an object', options);
  }
  unknownOptions('scaled', options, ['center', 'scale']);
  const center = perColumn('center', options.center, cols);
  const scale = perColumn('scale', options.scale, cols);
  return { kind: 'scaled', rows, cols, matrix: X, center, scale };
};
