import { rangeError, typeError } from '@betahat/linalg/check';
import type { EncodedLabels, Label } from './labels.ts';

/** A weight per class: 'balanced', a Map from label to weight, or for string labels a record. */
export type ClassWeight<L extends Label = Label> =
  | 'balanced'
  | ReadonlyMap<L, number>
  | (L extends string ? Readonly<Record<string, number>> : never);

/** Weights of the rows as a caller has them. */
export type SampleWeight = readonly number[] | Float64Array | Float32Array;

const checkedSampleWeight = (where: string, given: SampleWeight, rows: number): Float64Array => {
  if (
    !Array.isArray(given) &&
    !(given instanceof Float64Array) &&
    !(given instanceof Float32Array)
  ) {
    throw typeError(where, 'sampleWeight', 'an array of one number per row', given);
  }
  if (given.length !== rows) {
    throw rangeError(
      where,
      'sampleWeight.length',
      `the number of rows of X, ${rows}`,
      given.length,
    );
  }
  const weights = new Float64Array(rows);
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const weight = given[row] as number;
    if (typeof weight !== 'number') {
      throw typeError(where, `sampleWeight[${row}]`, 'a non-negative finite number', weight);
    }
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw rangeError(where, `sampleWeight[${row}]`, 'a non-negative finite number', weight);
    }
    weights[row] = weight;
    total += weight;
  }
  if (total === 0) throw rangeError(where, 'the sum of sampleWeight', 'positive', total);
  return weights;
};

/**
 * scikit-learn's rule, (Σ s) / (classes · Σ_{rows of the class} s), with the sample weights in the
 * sums so that a row of weight 2 counts as that row twice.
 */
const balanced = (totals: Float64Array): Float64Array => {
  const all = totals.reduce((sum, total) => sum + total, 0);
  return totals.map((total) => all / (totals.length * total));
};

const explicit = <L extends Label>(
  where: string,
  given: ReadonlyMap<L, number> | Readonly<Record<string, number>>,
  classes: readonly L[],
): Float64Array => {
  const weights = new Float64Array(classes.length).fill(1);
  const entries = (given instanceof Map ? [...given] : Object.entries(given)) as [L, number][];
  for (const [label, weight] of entries) {
    const position = classes.indexOf(label);
    if (position < 0) {
      throw rangeError(where, 'a label of classWeight', `one of ${classes.join(', ')}`, label);
    }
    if (typeof weight !== 'number' || !(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      throw rangeError(
        where,
        `classWeight of ${String(label)}`,
        'a non-negative finite number',
        weight,
      );
    }
    weights[position] = weight;
  }
  return weights;
};

/** Σ of the rows' weights within each class. */
const classTotals = (
  indices: Uint32Array | Float64Array,
  sample: Float64Array | null,
  classes: number,
): Float64Array => {
  const totals = new Float64Array(classes);
  for (let row = 0; row < indices.length; row++) totals[indices[row]] += sample?.[row] ?? 1;
  return totals;
};

/**
 * s_i of the objective: sample weight times the weight of the row's class; null where all are 1.
 *
 * @throws RangeError where a class has no weight at all: with a free intercept its loss has no minimum
 */
export const rowWeights = <L extends Label>(
  where: string,
  labels: EncodedLabels<L>,
  sampleWeight: SampleWeight | undefined,
  classWeight: ClassWeight<L> | undefined,
): Float64Array | null => {
  // Every class has a row, so without weights all is said.
  if (sampleWeight === undefined && classWeight === undefined) return null;
  const { classes, indices } = labels;
  const sample =
    sampleWeight === undefined ? null : checkedSampleWeight(where, sampleWeight, indices.length);
  const totals = classTotals(indices, sample, classes.length);
  const empty = totals.indexOf(0);
  if (empty >= 0) {
    throw rangeError(where, `the weight of class ${String(classes[empty])}`, 'positive', 0);
  }
  if (classWeight === undefined) return sample;
  const byClass = checkedClassWeight(where, classWeight, classes, totals);
  const zero = byClass.indexOf(0);
  if (zero >= 0) {
    throw rangeError(where, `the weight of class ${String(classes[zero])}`, 'positive', 0);
  }
  const weights = sample ?? new Float64Array(indices.length).fill(1);
  for (let row = 0; row < weights.length; row++) weights[row] *= byClass[indices[row]];
  return weights;
};

const checkedClassWeight = <L extends Label>(
  where: string,
  given: ClassWeight<L>,
  classes: readonly L[],
  totals: Float64Array,
): Float64Array => {
  if (given === 'balanced') return balanced(totals);
  if (given instanceof Map) return explicit(where, given, classes);
  if (typeof given === 'object' && given !== null && typeof classes[0] === 'string') {
    return explicit(where, given as Readonly<Record<string, number>>, classes);
  }
  throw typeError(
    where,
    'classWeight',
    "'balanced', a Map from label to weight, or for string labels a record",
    given,
  );
};

/** Row weights where the targets are probabilities: there are no labels to weigh by class. */
export const sampleWeights = (
  where: string,
  sampleWeight: SampleWeight | undefined,
  rows: number,
): Float64Array | null =>
  sampleWeight === undefined ? null : checkedSampleWeight(where, sampleWeight, rows);
