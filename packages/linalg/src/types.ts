/** Storage of real numbers. Float32 halves the bytes that are read; every sum runs in float64. */
export type FloatArray = Float64Array | Float32Array;

/**
 * A dense matrix, row-major: entry (i, j) is `data[i * cols + j]`, and `data.length = rows * cols`.
 *
 * Plain data. Matrices are told apart by `kind`, never by `instanceof`, so that two copies of this
 * package understand each other's.
 */
export interface DenseMatrix {
  readonly kind: 'dense';
  readonly rows: number;
  readonly cols: number;
  readonly data: FloatArray;
}

/**
 * A sparse matrix in compressed rows: row i holds `values[k]` in column `columns[k]` for
 * `rowStart[i] ≤ k < rowStart[i + 1]`, columns ascending within a row; every other entry is zero.
 *
 * `rowStart` has rows + 1 entries. In a view made by `rowRange` it need not begin with 0, and
 * `values` may be longer than the view's entries: count them as `rowStart[rows] - rowStart[0]`.
 */
export interface CsrMatrix {
  readonly kind: 'csr';
  readonly rows: number;
  readonly cols: number;
  readonly values: FloatArray;
  readonly columns: Uint32Array;
  readonly rowStart: Uint32Array;
}

/**
 * A matrix with its columns centred and scaled, as a view: entry (i, j) is
 * (matrix[i][j] − center[j]) / scale[j]; null leaves that out. See `scaled`.
 */
export interface ScaledMatrix {
  readonly kind: 'scaled';
  readonly rows: number;
  readonly cols: number;
  readonly matrix: Matrix;
  readonly center: Float64Array | null;
  readonly scale: Float64Array | null;
}

/** Either matrix. */
export type Matrix = DenseMatrix | CsrMatrix;
