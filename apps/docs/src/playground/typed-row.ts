import type { FittedColumn } from '@betahat/features';
import { isSoftmax, type Predictor } from './predictor.ts';
import { cellsOf, type TextTable } from './read-csv.ts';

/** A row as typed: text by column. */
export type TypedRow = Readonly<Record<string, string>>;

/** What a typed row gives. */
export interface Prediction {
  readonly label: string;
  /** In the order of the classes. */
  readonly probabilities: readonly number[];
  /** What the logit of the asked class starts from. */
  readonly intercept: number;
  /** What each column of the design matrix adds to it, the largest first. */
  readonly terms: readonly { readonly name: string; readonly term: number }[];
}

/** Probabilities of a row, and the terms of the logit of class k (two classes: of the second). */
export const predictRow = (predictor: Predictor, row: TypedRow, k: number): Prediction => {
  const { names } = predictor;
  const [terms, intercept] = isSoftmax(predictor)
    ? softmaxTerms(predictor.contributions(row), k, names.length)
    : binaryTerms(predictor.contributions(row));
  return {
    label: String(predictor.predict(row)),
    probabilities: [...predictor.predictProba(row)],
    intercept,
    terms: names
      .map((name, j) => ({ name, term: terms[j]! }))
      .filter(({ term }) => term !== 0)
      .sort((a, b) => Math.abs(b.term) - Math.abs(a.term)),
  };
};

const binaryTerms = ({ terms, intercept }: { terms: Float64Array; intercept: number }) =>
  [terms, intercept] as const;

const softmaxTerms = (
  { terms, intercepts }: { terms: { data: ArrayLike<number> }; intercepts: Float64Array },
  k: number,
  width: number,
) =>
  [
    Float64Array.from({ length: width }, (_, j) => terms.data[k * width + j]!),
    intercepts[k]!,
  ] as const;

/** A row from the middle of the table: means of numbers, else the most frequent cell. */
export const typicalRow = (predictor: Predictor, table: TextTable): TypedRow =>
  Object.fromEntries(
    predictor.encoder.columns.map((column) => [
      column.name,
      typicalCell(column, cellsOf(table, column.name)),
    ]),
  );

const typicalCell = (column: FittedColumn, cells: readonly string[]): string => {
  const present = cells.filter((cell) => cell.trim() !== '');
  if (column.type === 'numeric') {
    const mean = present.reduce((sum, cell) => sum + Number(cell), 0) / present.length;
    return String(Number(mean.toPrecision(4)));
  }
  const counts = new Map<string, number>();
  for (const cell of present) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]![0];
};
