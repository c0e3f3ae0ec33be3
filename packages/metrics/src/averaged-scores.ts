import { rangeError, unknownOptions } from '@betahat/linalg/check';
import {
  type Hits,
  hitsOf,
  PRECISION_RECALL_OPTIONS,
  type PrecisionRecallOptions,
  scoreOptions,
  scoresOf,
} from './class-hits.ts';
import { checkLabels, distinctLabels, type Label, type Labels } from './labels.ts';
import { positives } from './probabilities.ts';

/** How classes become one number. */
export type Average = 'binary' | 'micro' | 'macro' | 'weighted';

/** Options of `precision`, `recall` and `fScore`. */
export interface AveragedOptions<L extends Label = Label> extends PrecisionRecallOptions<L> {
  /** 'binary': of the class `positive` alone. 'micro': from the counts of all classes together. 'macro': the mean over classes. 'weighted': the mean with the classes' support as weights. Default 'binary'. */
  readonly average?: Average;
  /** For 'binary': the class. Default 1 or true. */
  readonly positive?: L;
}

/** Precision, recall and F of all classes as one number each. */
export const averagedScores = <L extends Label>(
  where: string,
  truth: Labels<L>,
  predicted: Labels<L>,
  options: AveragedOptions<L>,
): { precision: number; recall: number; f: number } => {
  unknownOptions(where, options, [...PRECISION_RECALL_OPTIONS, 'average', 'positive']);
  const { beta, zeroDivision } = scoreOptions(where, options);
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
