import { type DenseMatrix, dense, normInf } from '@betahat/linalg';
import { accuracy } from '@betahat/metrics';
import { SoftmaxRegression } from '@betahat/models';
import { trainTestSplit } from '@betahat/random';
import type { TextTable } from '../playground/read-csv.ts';
import { SIDE } from './raster.ts';

const PIXELS = SIDE * SIDE;

/** Full ink of a pixel in the table. */
const INK = 16;

/** Penalty of the sum of losses, pixels being from 0 to 1. */
const L2 = 1;

export interface DigitModel {
  readonly model: SoftmaxRegression<string>;
  /** Share of the quarter held out that is read rightly. */
  readonly accuracy: number;
  readonly heldOut: number;
  readonly milliseconds: number;
}

/** Images of the table and their digits. */
export const imagesOf = ({ columns }: TextTable): { X: DenseMatrix; labels: string[] } => {
  const labels = [...columns[PIXELS]!];
  const data = Float64Array.from(
    { length: labels.length * PIXELS },
    (_, i) => Number(columns[i % PIXELS]![Math.floor(i / PIXELS)]) / INK,
  );
  return { X: dense(labels.length, PIXELS, data), labels };
};

const some = ({ data }: DenseMatrix, rows: ArrayLike<number>): DenseMatrix =>
  dense(
    rows.length,
    PIXELS,
    Float64Array.from(
      { length: rows.length * PIXELS },
      (_, i) => data[rows[Math.floor(i / PIXELS)]! * PIXELS + (i % PIXELS)]!,
    ),
  );

/** Trains on three quarters of the table and counts how many of the rest are read rightly. */
export const trainDigits = async (table: TextTable): Promise<DigitModel> => {
  const { X, labels } = imagesOf(table);
  const { train, test } = trainTestSplit(labels.length, { stratify: labels });
  const of = (rows: ArrayLike<number>) => Array.from(rows, (row) => labels[row]!);
  const model = await SoftmaxRegression.fitAsync(some(X, train), of(train), { l2: L2 });
  return {
    model,
    accuracy: accuracy(of(test), model.predict(some(X, test))),
    heldOut: test.length,
    milliseconds: 1000 * model.report.seconds,
  };
};

/** The probability of each digit for 64 pixels from 0 to 16. */
export const readPixels = (model: SoftmaxRegression<string>, pixels: Float64Array): number[] => [
  ...model.predictProba(
    dense(
      1,
      PIXELS,
      pixels.map((ink) => ink / INK),
    ),
  ).data,
];

/** The weights of a digit as an image, from −1 to 1 of the largest weight of all. */
export const weightImage = ({ coefficients }: SoftmaxRegression<string>, k: number): number[] => {
  const largest = normInf(coefficients.data);
  return Array.from(coefficients.data.subarray(k * PIXELS, (k + 1) * PIXELS), (w) => w / largest);
};
