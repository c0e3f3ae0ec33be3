import { rangeError, unknownOptions } from '@betahat/linalg/check';
import { countPairs } from './confusion-matrix.ts';
import { checkClasses, checkLabels, distinctLabels, type Label, type Labels } from './labels.ts';
import { positives } from './probabilities.ts';
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

/** Precision, recall and F for each class. */
export interface PrecisionRecall<L extends Label = Label> {
  readonly classes: readonly L[];
  /** Of the rows predicted as the class, the share that truly is of it. */
  readonly precision: Float64Array;
  /** Of the rows truly of the class, the share that was predicted as it. */
  readonly recall: Float64Array;
  /** The weighted harmonic mean of the two. */
  readonly f: Float64Array;
  /** The weight of the rows truly of the class. */
  readonly support: Float64Array;
}

/** How classes become one number. */
export type Average = 'binary' | 'micro' | 'macro' | 'weighted';

/** Options of `precision`, `recall` and `fScore`. */
export interface AveragedOptions<L extends Label = Label> extends PrecisionRecallOptions<L> {
  /** 'binary': of the class `positive` alone. 'micro': from the counts of all classes together. 'macro': the mean over classes. 'weighted': the mean with the classes' support as weights. Default 'binary'. */
  readonly average?: Average;
  /** For 'binary': the class. Default 1 or true. */
  readonly positive?: L;
}

/** Counts behind the scores of a class, or of several together. */
interface Hits {
  readonly right: number;
  readonly predicted: number;
  readonly support: number;
}

const OPTIONS = ['weights', 'classes', 'beta', 'zeroDivision'];

/**
 * Precision, recall and F of each class against all others.
 *
 *     P = TP / (TP + FP),   R = TP / (TP + FN),   F = (1 + β²) TP / ((1 + β²) TP + β² FN + FP)
 *
 * @param truth the true label of each row
 * @param predicted the predicted label of each row
 * @throws TypeError or RangeError when there are no rows, lengths differ, or an option, label or weight is unusable
 * @see scikit-learn `precision_recall_fscore_support` with `average=None`
 * @example
 * import { precisionRecall } from '@betahat/metrics';
 * const { classes, recall } = precisionRecall(['a', 'b', 'b'], ['a', 'a', 'b']);
 * classes; // ['a', 'b']
 * recall; // Float64Array [1, 0.5]
 */
export const precisionRecall = <L extends Label>(
  truth: Labels<L>,
  predicted: Labels<L>,
  options: PrecisionRecallOptions<L> = {},
): PrecisionRecall<L> => {
  const where = 'precisionRecall';
  unknownOptions(where, options, OPTIONS);
  const { beta, zeroDivision } = checked(where, options);
  const { classes, hits } = hitsOf(where, truth, predicted, options);
  const scores = hits.map((hit) => scoresOf(hit, beta, zeroDivision));
  return {
    classes,
    precision: Float64Array.from(scores, (score) => score.precision),
    recall: Float64Array.from(scores, (score) => score.recall),
    f: Float64Array.from(scores, (score) => score.f),
    support: Float64Array.from(hits, (hit) => hit.support),
  };
};

/**
 * Of the rows predicted as a class, the share that truly is of it: TP / (TP + FP).
 * @param truth the true label of each row
 * @param predicted the predicted label of each row
 * @throws TypeError or RangeError as `precisionRecall`; RangeError when `average` is 'binary' and there are more than two classes, or it is not clear which of the two is meant
 * @see scikit-learn `precision_score`
 * @example
 * import { precision } from '@betahat/metrics';
 * precision([0, 1, 1, 0], [1, 1, 0, 0]); // 0.5
 * precision(['a', 'b', 'c'], ['a', 'b', 'b'], { average: 'macro' }); // 0.5
 */
export const precision = <L extends Label>(
  truth: Labels<L>,
  predicted: Labels<L>,
  options: AveragedOptions<L> = {},
): number => averaged('precision', truth, predicted, options).precision;

/**
 * Of the rows truly of a class, the share that was predicted as it: TP / (TP + FN).
 * @param truth the true label of each row
 * @param predicted the predicted label of each row
 * @throws as `precision`
 * @see scikit-learn `recall_score`
 * @example
 * import { recall } from '@betahat/metrics';
 * recall([0, 1, 1, 1], [1, 1, 0, 0]); // 1/3
 */
export const recall = <L extends Label>(
  truth: Labels<L>,
  predicted: Labels<L>,
  options: AveragedOptions<L> = {},
): number => averaged('recall', truth, predicted, options).recall;

/**
 * The harmonic mean of precision and recall, recall counting β times as much:
 * (1 + β²) TP / ((1 + β²) TP + β² FN + FP).
 * @param truth the true label of each row
 * @param predicted the predicted label of each row
 * @throws as `precision`
 * @see scikit-learn `f1_score`, `fbeta_score`
 * @example
 * import { fScore } from '@betahat/metrics';
 * fScore([0, 1, 1, 1], [1, 1, 0, 0]); // 0.4
 */
export const fScore = <L extends Label>(
  truth: Labels<L>,
  predicted: Labels<L>,
  options: AveragedOptions<L> = {},
): number => averaged('fScore', truth, predicted, options).f;

const checked = <L extends Label>(where: string, options: PrecisionRecallOptions<L>) => {
  const { beta = 1, zeroDivision = 0 } = options;
  if (!(typeof beta === 'number' && beta > 0 && beta < Number.POSITIVE_INFINITY))
    throw rangeError(where, 'beta', 'a positive finite number', beta);
  if (zeroDivision !== 0 && zeroDivision !== 1 && !Number.isNaN(zeroDivision))
    throw rangeError(where, 'zeroDivision', '0, 1 or NaN', zeroDivision);
  return { beta, zeroDivision };
};

const hitsOf = <L extends Label>(
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

const scoresOf = ({ right, predicted, support }: Hits, beta: number, zeroDivision: number) => {
  const b2 = beta * beta;
  const share = (part: number, whole: number) => (whole === 0 ? zeroDivision : part / whole);
  return {
    precision: share(right, predicted),
    recall: share(right, support),
    f: share((1 + b2) * right, b2 * support + predicted),
  };
};

const averaged = <L extends Label>(
  where: string,
  truth: Labels<L>,
  predicted: Labels<L>,
  options: AveragedOptions<L>,
): { precision: number; recall: number; f: number } => {
  unknownOptions(where, options, [...OPTIONS, 'average', 'positive']);
  const { beta, zeroDivision } = checked(where, options);
  const { average = 'binary', positive } = options;
  if (average === 'binary') {
    const label = positiveLabel(where, truth, predicted, positive);
    const { hits } = hitsOf(where, truth, predicted, { ...options, classes: [label] });
    return scoresOf(hits[0], beta, zeroDivision);
  }
  if (average !== 'micro' && average !== 'macro' && average !== 'weighted')
    throw rangeError(where, 'average', "'binary', 'micro', 'macro' or 'weighted'", average);
  if (positive !== undefined)
    throw rangeError(where, 'positive', "left out unless average is 'binary'", positive);
  const { hits } = hitsOf(where, truth, predicted, options);
  const total = (count: (hit: Hits) => number) => hits.reduce((sum, hit) => sum + count(hit), 0);
  if (average === 'micro') {
    const together = {
      right: total((hit) => hit.right),
      predicted: total((hit) => hit.predicted),
      support: total((hit) => hit.support),
    };
    return scoresOf(together, beta, zeroDivision);
  }
  const scores = hits.map((hit) => scoresOf(hit, beta, zeroDivision));
  const weights = hits.map((hit) => (average === 'macro' ? 1 : hit.support));
  const mean = (part: 'precision' | 'recall' | 'f') => {
    let sum = 0;
    let whole = 0;
    for (const [k, score] of scores.entries()) {
      if (Number.isNaN(score[part])) continue;
      sum += weights[k] * score[part];
      whole += weights[k];
    }
    return whole === 0 ? zeroDivision : sum / whole;
  };
  return { precision: mean('precision'), recall: mean('recall'), f: mean('f') };
};

const positiveLabel = <L extends Label>(
  where: string,
  truth: Labels<L>,
  predicted: Labels<L>,
  positive: L | undefined,
): L => {
  checkLabels(where, 'truth', truth);
  checkLabels(where, 'predicted', predicted, truth.length);
  const present = distinctLabels(truth, predicted);
  if (present.length > 2)
    throw rangeError(
      where,
      'average',
      `'micro', 'macro' or 'weighted' for the ${present.length} classes here`,
      'binary',
    );
  positives(where, present, positive); // is it clear which label is meant?
  return positive ?? ((typeof present[0] === 'boolean' ? true : 1) as L);
};
