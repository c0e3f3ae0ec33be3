import type { Standardize } from '@betahat/features';
import type { Label } from '@betahat/models';
import { LogisticRegression } from '@betahat/models';
import type { Model } from './fit-model.ts';

/** What one column does to the logit of a class. */
interface Effect {
  readonly column: string;
  /** Change of the logit per standard deviation of the column: the coefficient of the fit. */
  readonly effect: number;
  /** Change of the logit per unit of the column. */
  readonly perUnit: number;
}

/** The coefficients of one class. */
export interface ClassEffects {
  /** The class whose logit this is; with two classes the second one's, against the first. */
  readonly class: Label;
  /** Largest effect first. */
  readonly coefficients: readonly Effect[];
  /** At the mean of every column. */
  readonly intercept: number;
  /** Where every column is 0. */
  readonly interceptPerUnit: number;
}

/** The coefficients of a model on standardized columns: one entry for two classes, else one per class. */
export const classEffects = (model: Model, scaling: Standardize): ClassEffects[] => {
  if (model instanceof LogisticRegression) {
    const { coefficients, intercept } = scaling.coefficientsInOriginalUnits(model);
    return [
      sorted(
        model.classes[1],
        scaling.names,
        model.coefficients,
        coefficients,
        model.intercept,
        intercept,
      ),
    ];
  }
  const scaled = model.coefficients.data;
  const original = scaling.coefficientsInOriginalUnits(model);
  const { cols } = original.coefficients;
  const row = (data: Float64Array | Float32Array, k: number) =>
    data.subarray(k * cols, (k + 1) * cols);
  return model.classes.map((label, k) =>
    sorted(
      label,
      scaling.names,
      row(scaled, k),
      row(original.coefficients.data, k),
      model.intercepts[k]!,
      original.intercepts[k]!,
    ),
  );
};

const sorted = (
  label: Label,
  names: readonly string[],
  effects: ArrayLike<number>,
  perUnit: ArrayLike<number>,
  intercept: number,
  interceptPerUnit: number,
): ClassEffects => ({
  class: label,
  coefficients: names
    .map((column, j) => ({ column, effect: effects[j]!, perUnit: perUnit[j]! }))
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)),
  intercept,
  interceptPerUnit,
});
