import { rangeError } from '@betahat/linalg/check';
import { countPairs } from './confusion-matrix.ts';
import { checkClasses, checkLabels, distinctLabels, type Label, type Labels } from './labels.ts';
import type { Weighted } from './weights.ts';

/** Options of `precisionRecall`. */
export interface PrecisionRecallOptions<L extends Label = Label> extends Weighted {
  /** The classes to report, in order. Default: all that occur, sorted. */
  readonly classes?: Labels<L>;
  /** How much more recall counts than precision in F. Default 1. */
  readonly beta?: number;
  /** The value of a share of nothing, 0/0: 0, 1 or NaN. NaN is left out of averages. Default 0. */
  readonly zeroDivision?: number;
}

/** The names of these options. */
export const PRECISION_RECALL_OPTIONS = ['weights', 'classes', 'beta', 'zeroDivision'];

/** Counts behind the scores of a class, or of several together. */
export interface Hits {
  readonly right: number;
  readonly predicted: number;
  readonly support: number;
}

/** beta and zeroDivision with their defaults, checked. */
export const scoreOptions = <L extends Label>(
  where: string,
  options: PrecisionRecallOptions<L>,
) => {
  const { beta = 1, zeroDivision = 0 } = options;
  if (!(typeof beta === 'number' && beta > 0 && beta < Number.POSITIVE_INFINITY))
    throw rangeError(where, 'beta', 'a positive finite number', beta);
  if (zeroDivision !== 0 && zeroDivision !== 1 && !Number.isNaN(zeroDivision))
    throw rangeError(where, 'zeroDivision', '0, 1 or NaN', zeroDivision);
  return { beta, zeroDivision };
};

/** Counts for each class. */
export const hitsOf = <L extends Label>(
  where: string,
  truth: Labels<L>,
  predicted: Labels<L>,
  options: PrecisionRecallOptions<L>,
): { classes: readonly L[]; hits: Hits[] } => {
  if (options.classes !== undefined) checkClasses(where, 'classes', options.classes);
  checkLabels(where, 'truth', truth);
  checkLabels(where, 'predicted', predicted, truth.length);
  const { weights } = options;
  // All labels are counted, as a row predicted as a class that is not reported still is a miss.
  const all = distinctLabels(truth, predicted);
  const { counts } = countPairs(where, truth, predicted, {
    classes: all,
    ...(weights === undefined ? {} : { weights }),
  });
  const { rows: size, data } = counts;
  const hitsOfClass = (label: L): Hits => {
    const k = all.indexOf(label);
    if (k < 0) return { right: 0, predicted: 0, support: 0 };
    let ofColumn = 0;
    let ofRow = 0;
    for (let i = 0; i < size; i++) {
      ofColumn += data[i * size + k];
      ofRow += data[k * size + i];
    }
    return { right: data[k * size + k], predicted: ofColumn, support: ofRow };
  };
  const classes = options.classes === undefined ? all : Array.from(options.classes);
  return { classes, hits: classes.map(hitsOfClass) };
};

/** Precision, recall and F from counts. */
export const scoresOf = (
  { right, predicted, support }: Hits,
  beta: number,
  zeroDivision: number,
) => {
  const b2 = beta * beta;
  const share = (part: number, whole: number) => (whole === 0 ? zeroDivision : part / whole);
  return {
    precision: share(right, predicted),
    recall: share(right, support),
    f: share((1 + b2) * right, b2 * support + predicted),
  };
};
