import type { Label } from '@betahat/models';
import {
  LogisticPipelinePredictor,
  type SoftmaxPipelinePredictor,
} from '@betahat/pipeline/predict';

/** What one column of the design matrix does to the logit of a class. */
interface Effect {
  /** A column of numbers or dates, a level of one of words, or whether a cell is missing. */
  readonly column: string;
  /** Change of the logit per standard deviation, or for this level: the coefficient of the fit. */
  readonly effect: number;
  /** Change of the logit per unit of the column (per day for dates), or for this level. */
  readonly perUnit: number;
  /** By what one unit multiplies the odds: exp(perUnit). */
  readonly oddsRatio: number;
}

/** The coefficients of one class. */
export interface ClassEffects {
  /**
   * The class whose logit this is. With two classes the second one's, against the first; with more
   * each one's, against the geometric mean of all.
   */
  readonly class: Label;
  /** Largest effect first. */
  readonly coefficients: readonly Effect[];
  /** At the mean of every number, and no level of any column. */
  readonly intercept: number;
  /** Where every number is 0. */
  readonly interceptPerUnit: number;
}

export type Predictor = LogisticPipelinePredictor<Label> | SoftmaxPipelinePredictor<Label>;

/** The coefficients of a pipeline: one entry for two classes, else one per class. */
export const classEffects = (pipeline: Predictor): ClassEffects[] => {
  const { names } = pipeline;
  if (pipeline instanceof LogisticPipelinePredictor) {
    const { model } = pipeline;
    const { coefficients, intercept } = pipeline.coefficientsInOriginalUnits();
    return [
      {
        class: model.classes[1],
        coefficients: sorted(names, model.coefficients, coefficients),
        intercept: model.intercept,
        interceptPerUnit: intercept,
      },
    ];
  }
  const { model } = pipeline;
  const original = pipeline.coefficientsInOriginalUnits();
  const { cols, data } = model.coefficients;
  const row = (numbers: Float64Array | Float32Array, k: number) =>
    numbers.subarray(k * cols, (k + 1) * cols);
  return model.classes.map((label, k) => ({
    class: label,
    coefficients: sorted(names, row(data, k), row(original.coefficients.data, k)),
    intercept: model.intercepts[k]!,
    interceptPerUnit: original.intercepts[k]!,
  }));
};

const sorted = (
  names: readonly string[],
  effects: ArrayLike<number>,
  perUnit: ArrayLike<number>,
): Effect[] =>
  names
    .map((column, j) => ({
      ...{ column, effect: effects[j]!, perUnit: perUnit[j]! },
      oddsRatio: Math.exp(perUnit[j]!),
    }))
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
