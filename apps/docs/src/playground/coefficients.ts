import type {
  LogisticPipelinePredictor,
  SoftmaxPipelinePredictor,
} from '@betahat/pipeline/predict';
import { isSoftmax, type Predictor } from './predictor.ts';
import { unitOf } from './unit-of.ts';

/** One column of the design matrix and what it does to the logit of a class. */
export interface Effect {
  readonly name: string;
  /** What one step of the column is: `per cm`, `per day`, `if it holds`. */
  readonly unit: string;
  /** Change of the logit per unit. */
  readonly perUnit: number;
  /** Change of the logit per column as the model sees it: for numbers, per standard deviation. */
  readonly perDeviation: number;
}

/** Effects on the logit of class k (two classes: of the second), and its intercept in the units of the table. */
export const effectsOf = (
  predictor: Predictor,
  k: number,
): { readonly effects: Effect[]; readonly intercept: number } => {
  const { names, outputs, encoder } = predictor;
  const { perUnit, perDeviation, intercept } = isSoftmax(predictor)
    ? ofClass(predictor, k, names.length)
    : ofTwo(predictor);
  const typeOf = new Map(encoder.columns.map(({ name, type }) => [name, type]));
  return {
    intercept,
    effects: outputs.map(({ name, column, part }, j) => ({
      name,
      unit:
        part !== 'value' || typeOf.get(column) === 'boolean'
          ? 'if so'
          : typeOf.get(column) === 'date'
            ? 'per day'
            : `per ${unitOf(column) ?? 'unit'}`,
      perUnit: perUnit[j]!,
      perDeviation: perDeviation[j]!,
    })),
  };
};

const ofTwo = (predictor: LogisticPipelinePredictor) => {
  const { coefficients, intercept } = predictor.coefficientsInOriginalUnits();
  return { perUnit: coefficients, perDeviation: predictor.model.coefficients, intercept };
};

const ofClass = (predictor: SoftmaxPipelinePredictor, k: number, width: number) => {
  const { coefficients, intercepts } = predictor.coefficientsInOriginalUnits();
  const row = ({ data }: { data: ArrayLike<number> }) =>
    Float64Array.from({ length: width }, (_, j) => data[k * width + j]!);
  return {
    perUnit: row(coefficients),
    perDeviation: row(predictor.model.coefficients),
    intercept: intercepts[k]!,
  };
};
