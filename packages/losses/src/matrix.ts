/** A vector of numbers in double or single precision. Single precision is computed in double. */
export type FloatArray = Float64Array | Float32Array;

/** A dense matrix, row after row. Told apart by `kind`, so that two copies of a package get along. */
export interface DenseMatrix {
  readonly kind: 'dense';
  readonly rows: number;
  readonly cols: number;
  readonly data: FloatArray;
}
