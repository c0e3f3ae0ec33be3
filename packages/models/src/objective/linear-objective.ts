import { dot, type RowWalk, rowWalk } from '@betahat/linalg';
import type { AnswerOf, Objective, RequestOf } from '@betahat/optimizers';
import { arrowCurvature } from './arrow-curvature.ts';
import { compensatedSum } from './compensated-sum.ts';
import { curvatureBlocks } from './curvature-blocks.ts';
import { curvatureProduct } from './curvature-product.ts';
import { hessianDiagonal } from './hessian-diagonal.ts';
import { hessianMatrix, partOfHessian } from './hessian-matrix.ts';
import { type Kept, sameNumbers } from './kept.ts';
import { largestChange } from './largest-change.ts';
import { type LineState, lineAnswer, lineState } from './line.ts';
import { linearTerms } from './linear-terms.ts';
import { dimensionOf, type LinearProblem, pairsOf, splitParameters, vouch } from './problem.ts';
import { ridgeGap, roughGap } from './ridge-gap.ts';
import { problemOver, sampleProblem } from './sample.ts';
import { singleCopy } from './single-copy.ts';

/** Everything a smooth method may ask of a linear model. */
export type LinearAsk =
  | 'evaluate'
  | 'curvature'
  | 'hessianVector'
  | 'along'
  | 'arrow'
  | 'kronecker'
  | 'drift'
  | 'blocks'
  | 'subsample'
  | 'batch'
  | 'terms'
  | 'shape'
  | 'gap';

export interface LinearObjective extends Objective<LinearAsk> {
  /** Reads of the whole data so far. */
  readonly passes: () => number;
  /** Logits at x, rows × outputs, where they are kept: those of the last gradient, or one more read. */
  readonly logits: (x: Float64Array) => Float64Array;
}

export interface LinearObjectiveOptions {
  /** Where every gradient leaves what it read behind, for a method that asks for more at the point. */
  readonly keep?: Kept;
}

/** Reads of the data, counted over an objective and the samples of it, each by its share. */
export interface Reads {
  total: number;
  readonly share: number;
}

const sampleReads = (whole: Reads, share: number): Reads => ({
  get total() {
    return whole.total;
  },
  set total(value) {
    whole.total = value;
  },
  share,
});

/** So many numbers cost next to nothing to leave behind, and the first request for them a read. */
const FEW = 4096;

/**
 * Answers the requests of a minimiser for a linear model. One evaluation is one read of X: blocks
 * of rows that fit in the cache are multiplied, handed to the loss, and multiplied back at once.
 *
 * The curvature of the rows (n, or n×classes numbers) is kept from the moment a method first asks
 * for it, of few rows from the beginning: every gradient leaves it behind, and a Newton method needs no
 * extra read.
 */
export const linearObjective = (
  problem: LinearProblem,
  reads: Reads = { total: 0, share: 1 },
  { keep }: LinearObjectiveOptions = {},
): LinearObjective => {
  const { X, outputs, loss, l2, unchecked } = problem;
  const walk: RowWalk = rowWalk(X, outputs);
  const dimension = dimensionOf(problem);
  const numbers = X.rows * outputs;
  let curvature = keep?.curvature ?? (numbers <= FEW ? new Float64Array(numbers) : null);
  let curvatureAt = keep?.curvatureAt ?? null;
  /** Logits at the last gradient, from the first line on. */
  let kept: Float64Array | null = null;
  let keptAt: Float64Array | null = null;
  let line: LineState | null = null;
  /** What products with the Hessian read: a copy in float32 where that pays. */
  let rough: RowWalk | null = null;

  const read = (times: number): void => {
    reads.total += times * reads.share;
  };

  /** The numbers of a block in an array that holds `outputs` per row. */
  const rowsOf = (all: Float64Array, start: number, count: number): Float64Array =>
    all.subarray(start * outputs, (start + count) * outputs);

  const penalty = (coefficients: Float64Array): number =>
    l2 === 0 ? 0 : 0.5 * l2 * dot(coefficients, coefficients);

  const value = (x: Float64Array): number => {
    const { coefficients, intercepts } = splitParameters(problem, x);
    const sum = compensatedSum();
    read(1);
    walk.forward(coefficients, intercepts, (logits, start, count) => {
      sum.add(loss.value(logits, start, count));
    });
    sum.add(penalty(coefficients));
    return sum.total();
  };

  const valueAndGradient = (x: Float64Array): { value: number; gradient: Float64Array } => {
    const { coefficients, intercepts } = splitParameters(problem, x);
    const known = keep?.last;
    if (known && sameNumbers(known.x, x)) {
      const gradient = withPenalty(known.slopes.slice(), coefficients);
      return { value: known.loss + penalty(coefficients), gradient };
    }
    const gradient = new Float64Array(dimension);
    const parts = splitParameters(problem, gradient);
    const rows = curvature;
    const logits = keep && (known?.logits ?? new Float64Array(X.rows * outputs));
    // Its room is taken from here on.
    if (keep) keep.last = null;
    keptAt = null;
    const sum = compensatedSum();
    read(1);
    walk.fused(
      coefficients,
      intercepts,
      (block, start, count) => {
        logits?.set(block, start * outputs);
        kept?.set(block, start * outputs);
        const part =
          rows === null
            ? loss.residual(block, start, count)
            : loss.residualAndCurvature(block, start, count, rowsOf(rows, start, count));
        sum.add(part);
      },
      parts.coefficients,
      parts.intercepts,
    );
    if (unchecked?.isChecked === false) vouch(unchecked, gradient, X);
    if (rows !== null) moveCurvature(x.slice());
    if (keep && logits) {
      keep.last = { x: x.slice(), logits, loss: sum.total(), slopes: gradient.slice() };
    }
    if (kept !== null) keptAt = x.slice();
    sum.add(penalty(coefficients));
    return { value: sum.total(), gradient: withPenalty(gradient, coefficients) };
  };

  const withPenalty = (gradient: Float64Array, coefficients: Float64Array): Float64Array => {
    if (l2 !== 0) {
      for (let i = 0; i < coefficients.length; i++) gradient[i] += l2 * coefficients[i];
    }
    return gradient;
  };

  const moveCurvature = (at: Float64Array): void => {
    curvatureAt = at;
    if (keep) keep.curvatureAt = at;
  };

  /** The curvature of all rows at x: kept from the last gradient there, or one more read. */
  const curvatureOf = (x: Float64Array): Float64Array => {
    if (curvature !== null && curvatureAt !== null && sameNumbers(curvatureAt, x)) return curvature;
    const all = curvature ?? new Float64Array(X.rows * outputs);
    const { coefficients, intercepts } = splitParameters(problem, x);
    read(1);
    walk.forward(coefficients, intercepts, (logits, start, count) => {
      loss.residualAndCurvature(logits, start, count, rowsOf(all, start, count));
    });
    curvature = all;
    moveCurvature(x.slice());
    return all;
  };

  const logits = (x: Float64Array): Float64Array => {
    if (keep?.last && sameNumbers(keep.last.x, x)) return keep.last.logits;
    if (kept !== null && keptAt !== null && sameNumbers(keptAt, x)) return kept;
    const all = new Float64Array(X.rows * outputs);
    const { coefficients, intercepts } = splitParameters(problem, x);
    // Where every fit begins there is nothing to multiply.
    if (coefficients.every((w) => w === 0)) {
      for (let i = 0; i < all.length; i++) all[i] = intercepts?.[i % outputs] ?? 0;
    } else {
      read(1);
      walk.forward(coefficients, intercepts, (block, start) => {
        all.set(block, start * outputs);
      });
    }
    return all;
  };

  const hessianVector = (x: Float64Array, v: Float64Array): Float64Array => {
    const rows = curvatureOf(x);
    const { coefficients, intercepts } = splitParameters(problem, v);
    const product = new Float64Array(dimension);
    const parts = splitParameters(problem, product);
    if (rough === null) {
      const copy = singleCopy(problem);
      if (copy !== null) read(1);
      rough = copy === null ? walk : rowWalk(copy, outputs);
    }
    read(1);
    rough.fused(
      coefficients,
      intercepts,
      (q, start, count) => {
        curvatureProduct(q, rowsOf(rows, start, count), outputs, loss.weights, start);
      },
      parts.coefficients,
      parts.intercepts,
    );
    return withPenalty(product, coefficients);
  };

  return {
    dimension,
    passes: () => reads.total,
    logits,
    evaluate: ({ x, want }) =>
      want === 'value' ? { value: value(x), gradient: new Float64Array(0) } : valueAndGradient(x),
    curvature: ({ x, want, columns }: RequestOf<'curvature'>): AnswerOf<'curvature'> => {
      const rows = curvatureOf(x);
      if (want === 'diagonal') {
        read(1);
        return hessianDiagonal(problem, rows);
      }
      read(pairsOf(outputs));
      return columns === undefined
        ? hessianMatrix(problem, rows)
        : partOfHessian(problem, rows, columns);
    },
    arrow: ({ x }) => {
      const rows = curvatureOf(x);
      read(X.kind === 'dense' && outputs === 1 ? 1 : 2);
      return arrowCurvature(problem, rows);
    },
    kronecker: ({ x }) => {
      const { kronecker } = problem;
      if (kronecker === undefined) throw new TypeError(`'kronecker' is for several outputs`);
      const rows = curvatureOf(x);
      read(1);
      return kronecker(problem, rows);
    },
    blocks: ({ x }) => {
      const rows = curvatureOf(x);
      read(outputs);
      return curvatureBlocks(problem, rows);
    },
    drift: ({ x, from }) => {
      const step = x.map((xi, i) => xi - from[i]);
      const { coefficients, intercepts } = splitParameters(problem, step);
      let most = 0;
      read(1);
      walk.forward(coefficients, intercepts, (changes) => {
        most = Math.max(most, largestChange(changes, outputs));
      });
      return most;
    },
    batch: ({ x, rows }) => {
      read(rows.length / X.rows);
      const part = linearObjective(problemOver(problem, rows), { total: 0, share: 1 });
      return part.evaluate({ ask: 'evaluate', x, want: 'gradient' });
    },
    terms: () => {
      read(1);
      return linearTerms(problem);
    },
    shape: () => ({
      rows: X.rows,
      columns: X.cols,
      outputs,
      entries: X.kind === 'dense' ? X.rows * X.cols : X.values.length,
      // Every class has weight, so the free intercepts are held too.
      hasMinimum: l2 > 0,
    }),
    gap: ({ x, enough, gradient }) => {
      if (l2 === 0) return Number.POSITIVE_INFINITY;
      if (enough !== undefined && gradient !== undefined) {
        const rough = roughGap(problem, gradient);
        if (rough > enough) return rough;
      }
      read(1);
      return ridgeGap(problem, x, logits(x));
    },
    subsample: ({ rows, seed }) => {
      const share = (reads.share * rows) / X.rows;
      const part = sampleProblem(problem, rows, seed);
      return { ...linearObjective(part, sampleReads(reads, share)), share };
    },
    hessianVector: ({ x, v }) => hessianVector(x, v),
    along: ({ x, d, t }) => {
      if (line === null || !sameNumbers(line.x, x) || !sameNumbers(line.d, d)) {
        const at = logits(x);
        // From now on each gradient leaves its logits behind: a line costs one read, not two.
        if (!keep && kept === null) [kept, keptAt] = [at, x.slice()];
        read(1);
        line = lineState(problem, walk, x, at, d);
      }
      return lineAnswer(problem, line, t);
    },
  };
};
