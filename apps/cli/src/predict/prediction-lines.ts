import type { DenseMatrix } from '@betahat/linalg';
import type { Label } from '@betahat/models';
import { csvField } from './csv-field.ts';

/** How predictions are written: text before the first row, and the text of some rows. */
export interface PredictionFormat {
  readonly header: string;
  readonly rows: (labels: readonly Label[], probabilities: DenseMatrix) => string;
}

/** CSV: the column `prediction`, and `probability_` and its name for each class. */
export const csvPredictions = (classes: readonly Label[]): PredictionFormat => {
  const names = ['prediction', ...classes.map((label) => `probability_${label}`)];
  const fields = new Map(classes.map((label) => [label, csvField(String(label))]));
  return {
    header: `${names.map(csvField).join(',')}\n`,
    rows: (labels, { data, cols }) =>
      labels
        .map((label, i) => {
          const numbers = data.subarray(i * cols, (i + 1) * cols);
          return `${fields.get(label)},${numbers.join(',')}\n`;
        })
        .join(''),
  };
};

/** JSON lines: {"prediction": label, "probabilities": {label: number, …}} for each row. */
export const jsonPredictions = (classes: readonly Label[]): PredictionFormat => {
  const keys = classes.map((label) => JSON.stringify(String(label)));
  return {
    header: '',
    rows: (labels, { data, cols }) =>
      labels
        .map((label, i) => {
          const pairs = keys.map((key, k) => `${key}:${data[i * cols + k]}`);
          return `{"prediction":${JSON.stringify(label)},"probabilities":{${pairs.join(',')}}}\n`;
        })
        .join(''),
  };
};
