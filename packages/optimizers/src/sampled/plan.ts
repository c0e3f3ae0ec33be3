import type { Shape } from '../request.ts';

/** What the sample's Hessian is approximated by. */
export type Form = 'matrix' | 'kronecker' | 'blocks';

/** How the sampled metric is made. */
export interface Plan {
  /** Rows of the sample whose Hessian becomes the metric. */
  readonly rows: number;
  /** Rows of the small sample that the work begins with. */
  readonly small: number;
  /** The whole Hessian, a product over outputs and columns, or no metric at all. */
  readonly form: Form | 'none';
  /** The estimated cost of the metric, in reads of the data. */
  readonly cost: number;
  /** The same with the evaluations that it leaves. */
  readonly total: number;
}

/**
 * Nanoseconds, measured on one core of a Zen 4 with the WebAssembly kernels (2026-11): reading an
 * entry once (23 GB/s), the arithmetic of an entry for each further output, loss and residual of a
 * row and output, one multiply-add of a Gram product, one of a Cholesky factorization. Constants and
 * not a clock, so that equal problems take equal paths on every machine.
 */
const READ = 0.35;
const MULTIPLY = 0.3;
const LINK = 4;
const GRAM = 0.1;
const FACTOR = 1.5;
/** The curvature between two outputs in one row. */
const PAIR = 4;

/** Evaluations to 1e-6 that a metric from so many rows per column leaves (measured, see README). */
const EVALUATIONS: readonly (readonly [number, number])[] = [
  [10, 11],
  [20, 8],
  [50, 5],
  [100, 4],
  [150, 3.2],
  [200, 3.1],
  [400, 3],
  [2000, 2],
];

/** Evaluations that a product form takes beyond the whole Hessian, whatever the sample (measured). */
const PRODUCT = 10;

/** Work on the sample itself, in reads of the sample. */
const SAMPLE_READS = 12;
/** A sample beyond this share of the rows saves too little over the whole to be drawn and solved first. */
const LARGEST_SHARE = 0.3;
/** Rows per column of the small sample. */
const SMALL = 10;
/** Fewer rows than this are no saving. */
const FEWEST = 200;
/** Largest matrix that is factored: 3000² doubles are 72 MB. */
const LARGEST_MATRIX = 3000;

/** Gram products that a Hessian of several outputs takes: one for each pair of different outputs. */
const pairsOf = (outputs: number): number => Math.max(1, (outputs * (outputs - 1)) / 2);

/** Time of one read of the data, ns. */
export const readCost = ({ rows, entries, outputs }: Shape): number =>
  entries * Math.max(READ, MULTIPLY * outputs) + rows * outputs * LINK;

/** Time of forming and factoring the metric from a sample, ns. */
export const metricCost = (
  { rows, columns, entries, outputs }: Shape,
  sample: number,
  form: Form,
): number => {
  const perRow = entries / Math.max(1, rows);
  const gram = (sample * perRow * perRow * GRAM) / 2;
  const c = columns + 1;
  if (form === 'blocks') return outputs * (gram + sample * PAIR + (c ** 3 / 6) * FACTOR);
  return form === 'kronecker'
    ? gram + sample * outputs * outputs * PAIR + (c ** 3 / 6) * FACTOR
    : pairsOf(outputs) * (gram + sample * PAIR) + ((outputs * c) ** 3 / 6) * FACTOR;
};

/** Reads of the data that the Hessian over some of the columns costs, without a factorization. */
export const partPrice = (shape: Shape, part: number): number => {
  const { rows, columns, entries, outputs } = shape;
  const perOutput = Math.min(columns, part / outputs);
  const perRow = (entries / Math.max(1, rows)) * (perOutput / columns);
  return (pairsOf(outputs) * rows * perRow * perRow * GRAM) / 2 / readCost(shape);
};

/** The form of the first, rough metric: the product, which is cheap, wherever there is one. */
export const roughForm = ({ outputs }: Shape, form: Form): Form =>
  outputs > 1 ? 'kronecker' : form;

/** Reads that are spent in any case before the Hessian of all rows is formed. */
export const NOT_EASY = 12;
/** And this share of its cost: on an easy problem little is lost, on any other less than as much again. */
const SHARE_FIRST = 0.15;
/** The same once there are blocks of it, which leave less to gain: digits takes 70 steps to 1e-10 with them alone. */
const SHARE_SECOND = 0.5;

/**
 * The metric from all rows where there are too few for a sample: of several outputs first the blocks of the
 * Hessian. Not where there may be no minimum: on separable data (digits without penalty) they lead nowhere,
 * and the whole Hessian to the error that says so.
 */
export const formOfAll = ({ outputs, hasMinimum }: Shape): Form =>
  outputs > 1 && hasMinimum === true ? 'blocks' : 'matrix';

/**
 * After how many reads with a poorer metric than this from all rows it is made, where there are too few
 * rows for a sample; never where it is too large.
 */
export const patienceFor = (shape: Shape, form: Form): number => {
  const { rows, columns, outputs } = shape;
  const size = (columns + 1) * (form === 'blocks' ? 1 : outputs);
  if (size > LARGEST_MATRIX) return Number.POSITIVE_INFINITY;
  const cost = metricCost(shape, rows, form) / readCost(shape);
  const share = form === formOfAll(shape) ? SHARE_FIRST : SHARE_SECOND;
  return Math.max(NOT_EASY, Math.ceil(share * cost));
};

/** Rows per column of a sample that conjugate gradients are scaled by: its Hessian is within (1 ± 0.45)². */
const PER_COLUMN = 5;
/** Products that a solve, and all of them, may take in any case before such a sample is drawn … */
const USUAL = 8;
const USUAL_TOTAL = 32;
/** … and the shares of what it costs. */
const SHARE_OF_SOLVE = 0.1;
const SHARE_OF_TOTAL = 0.15;

/** A sample whose factored Hessian scales conjugate gradients. */
export interface PreconditionerPlan {
  readonly rows: number;
  /** These are all rows there are: nothing is drawn. */
  readonly isWhole: boolean;
  /** Products of one solve after which it is drawn. */
  readonly patience: number;
  /** Products of all solves after which it is. */
  readonly total: number;
}

/** How large that sample is; null where the matrix would be too large. */
export const planPreconditioner = (shape: Shape): PreconditionerPlan | null => {
  const c = shape.columns + 1;
  if (shape.outputs > 1 || c > LARGEST_MATRIX) return null;
  const rows = Math.min(PER_COLUMN * c, shape.rows);
  const cost = metricCost(shape, rows, 'matrix') / readCost(shape);
  const patience = Math.max(USUAL, Math.ceil(SHARE_OF_SOLVE * cost));
  const total = Math.max(USUAL_TOTAL, Math.ceil(SHARE_OF_TOTAL * cost));
  return { rows, isWhole: rows === shape.rows, patience, total };
};

/** The sample size and the form of the metric that cost least, evaluations on all rows included. */
export const planSample = (shape: Shape): Plan => {
  const { rows, columns, outputs } = shape;
  const read = readCost(shape);
  const c = columns + 1;
  let best: Plan = { rows: 0, small: 0, form: 'none', cost: 0, total: 0 };
  let least = Number.POSITIVE_INFINITY;
  for (const form of ['matrix', 'kronecker'] as const) {
    const size = form === 'matrix' ? c * outputs : c;
    if ((form === 'kronecker' && outputs === 1) || size > LARGEST_MATRIX) continue;
    for (const [perColumn, evaluations] of EVALUATIONS) {
      const sample = Math.ceil(perColumn * c);
      if (sample > LARGEST_SHARE * rows) continue;
      const small = Math.min(sample, Math.max(SMALL * c, FEWEST));
      const metrics =
        metricCost(shape, sample, form) +
        (small < sample ? metricCost(shape, small, roughForm(shape, form)) : 0);
      const cost = metrics / read + (SAMPLE_READS * sample) / rows;
      const total = cost + (form === 'kronecker' ? evaluations + PRODUCT : evaluations);
      if (total < least) {
        least = total;
        best = { rows: sample, small, form, cost, total };
      }
    }
  }
  return best;
};
