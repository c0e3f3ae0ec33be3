import { matrix, output, size } from './arguments.ts';
import { rangeError, typeError, unknownOptions } from './check.ts';
import { engineOf, type WalkEngine } from './engine-of.ts';
import type { Arena } from './kernels/arena.ts';
import { densePassArena } from './kernels/dense-pass.ts';
import { sparsePassArena } from './kernels/sparse-pass.ts';
import { BACKWARD, FORWARD } from './kernels/ways.ts';
import { runPass } from './pass.ts';
import type { Matrix } from './types.ts';

/**
 * Gets a block of logits (rowCount×outputs, row-major), may overwrite it, and must not keep it.
 * The block is that of rows rowStart … rowStart + rowCount − 1.
 */
export type Visit = (logits: Float64Array, rowStart: number, rowCount: number) => void;

/** Passes over the rows of a matrix, by blocks that fit in the cache. See {@link rowWalk}. */
export interface RowWalk {
  readonly rows: number;
  readonly cols: number;
  readonly outputs: number;
  /**
   * The memory that blocks of logits lie in: those of the pass under way, else of one that began now
   * (a walk within a walk gets other memory; `engineOf(logits)` always tells). Undefined for the plain
   * TypeScript walk.
   */
  readonly engine: WalkEngine | undefined;
  /**
   * logits = X_b·Wᵀ + b for each block of rows: every row comes exactly once, blocks are contiguous
   * and their order is fixed (it need not ascend).
   *
   * @param coefficients W, outputs×cols, row-major
   * @param intercepts b, one per output, or null for none
   * @param visit called with each block of logits
   */
  readonly forward: (
    coefficients: Float64Array,
    intercepts: Float64Array | null,
    visit: Visit,
  ) => void;
  /**
   * The same pass, which then takes what `visit` left in the logits as residuals R and accumulates
   * gradient += R_bᵀ·X_b (outputs×cols) and, where not null, interceptGradient += column sums of R_b.
   */
  readonly fused: (
    coefficients: Float64Array,
    intercepts: Float64Array | null,
    visit: Visit,
    gradient: Float64Array,
    interceptGradient: Float64Array | null,
  ) => void;
}

export interface RowWalkOptions {
  /** Rows in a block at most; by default as many as a second-level cache holds. */
  readonly blockRows?: number;
}

/**
 * A walk over the rows of X by blocks that fit in the cache, so that one pass reads the data from
 * memory once: logits of a block, whatever the caller does to them, and the block's share of the
 * gradient while its rows are still cached.
 *
 * A row's logits do not depend, bit for bit, on the rows beside it.
 *
 * @param X rows×cols, dense or sparse; read at each pass, never copied
 * @param outputs logits per row, ≥ 1
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * // the gradient of ½‖X·w − y‖²
 * const walk = rowWalk(X, 1);
 * const gradient = new Float64Array(X.cols);
 * walk.fused(w, null, (logits, start) => {
 *   for (let i = 0; i < logits.length; i++) logits[i] -= y[start + i];
 * }, gradient, null);
 */
export const rowWalk = (X: Matrix, outputs: number, options: RowWalkOptions = {}): RowWalk => {
  matrix('rowWalk', 'X', X);
  size('rowWalk', 'outputs', outputs);
  if (outputs === 0) throw rangeError('rowWalk', 'outputs', 'at least 1', outputs);
  unknownOptions('rowWalk', options, ['blockRows']);
  const { cols } = X;
  const { blockRows } = options;
  if (blockRows !== undefined && size('rowWalk', 'blockRows', blockRows) === 0) {
    throw rangeError('rowWalk', 'blockRows', 'at least 1', blockRows);
  }

  const check = (
    where: string,
    coefficients: Float64Array,
    intercepts: Float64Array | null,
    visit: Visit,
  ): void => {
    output(where, 'coefficients', coefficients, outputs * cols);
    if (intercepts !== null) output(where, 'intercepts', intercepts, outputs);
    if (typeof visit !== 'function') throw typeError(where, 'visit', 'a function', visit);
  };

  let inUse: Arena | null = null;
  const entered = (arena: Arena | null): void => {
    inUse = arena;
  };

  const run = (
    coefficients: Float64Array,
    intercepts: Float64Array | null,
    visit: Visit,
    backward: typeof BACKWARD | null,
    gradient: Float64Array | null,
    interceptGradient: Float64Array | null,
  ): void => {
    const pass = {
      forward: FORWARD,
      coefficients,
      intercepts,
      visit,
      backward,
      gradient,
      interceptGradient,
      entered,
    };
    runPass(X, outputs, pass, blockRows);
  };

  const arena = (): Arena | null =>
    inUse ?? (X.kind === 'dense' ? densePassArena(X, outputs) : sparsePassArena(X, outputs));

  const ways: Ways = {
    forward: (coefficients, intercepts, visit) => {
      check('forward', coefficients, intercepts, visit);
      run(coefficients, intercepts, visit, null, null, null);
    },
    fused: (coefficients, intercepts, visit, gradient, interceptGradient) => {
      check('fused', coefficients, intercepts, visit);
      output('fused', 'gradient', gradient, outputs * cols);
      if (interceptGradient !== null) {
        output('fused', 'interceptGradient', interceptGradient, outputs);
      }
      run(coefficients, intercepts, visit, BACKWARD, gradient, interceptGradient);
    },
  };
  return new Walk(X, outputs, ways, arena);
};

type Ways = Pick<RowWalk, 'forward' | 'fused'>;

/**
 * A class for its getter: V8 gives every object literal with one a hidden class of its own, which no short collection takes
 * away.
 */
class Walk implements RowWalk {
  readonly rows: number;
  readonly cols: number;
  readonly outputs: number;
  readonly forward: RowWalk['forward'];
  readonly fused: RowWalk['fused'];
  readonly #arena: () => Arena | null;

  constructor(
    { rows, cols }: Matrix,
    outputs: number,
    { forward, fused }: Ways,
    arena: () => Arena | null,
  ) {
    this.rows = rows;
    this.cols = cols;
    this.outputs = outputs;
    this.forward = forward;
    this.fused = fused;
    this.#arena = arena;
  }

  get engine(): WalkEngine | undefined {
    const arena = this.#arena();
    return arena === null ? undefined : engineOf(arena.f64);
  }
}
