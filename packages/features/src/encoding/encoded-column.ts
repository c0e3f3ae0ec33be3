/** One column of the design matrix, and what it stands for. */
export interface OutputColumn {
  /** Distinct among the columns: `age`, `city=Rome`, `city=other`, `age is missing`. */
  readonly name: string;
  /** The table column it comes from. */
  readonly column: string;
  /** The value itself, one level, the pooled levels, or whether the cell was a hole. */
  readonly part: 'value' | 'level' | 'other' | 'missing';
  /** The level, for part 'level'. */
  readonly level: string | null;
}

/**
 * A table column as entries of the design matrix: row i has `values[i]` (1 where values is null)
 * in output `places[i]` (none where that is −1), and 1 in output `indicator` where `holes[i]` is 1.
 * Outputs count from the column's first one.
 */
export interface EncodedColumn {
  readonly places: Int32Array;
  readonly values: Float64Array | null;
  readonly holes: Uint8Array;
  /** −1 where the column has no indicator. */
  readonly indicator: number;
}

/** What encoding came across. */
export interface ColumnReport {
  /** Cells that were holes. */
  readonly holes: number;
  /** Levels that the fit had not seen, with their counts. */
  readonly unseen: ReadonlyMap<string, number>;
}
