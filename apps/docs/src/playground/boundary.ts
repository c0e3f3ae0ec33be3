import type { Predictor } from './predictor.ts';
import { cellsOf, type TextTable } from './read-csv.ts';
import { type TypedRow, typicalRow } from './typed-row.ts';

/** The plane of two numeric columns, all others held at what is typical. */
export interface Plane {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  /** Per class, probabilities on a size×size lattice, row by row from the lowest y. */
  readonly regions: readonly (readonly number[])[];
  readonly size: number;
}

/** Columns that a plane can have as axes. */
export const numericInputs = (predictor: Predictor): string[] =>
  predictor.encoder.columns.filter(({ type }) => type === 'numeric').map(({ name }) => name);

/** Where a column's values lie, with a margin. */
const spread = (cells: readonly string[]): [number, number] => {
  const values = cells.filter((cell) => cell.trim() !== '').map(Number);
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const margin = 0.06 * (high - low || 1);
  return [low - margin, high + margin];
};

export const planeOf = (
  predictor: Predictor,
  table: TextTable,
  [xName, yName]: readonly [string, string],
  size = 40,
): Plane => {
  const x = spread(cellsOf(table, xName));
  const y = spread(cellsOf(table, yName));
  const at = ([low, high]: readonly [number, number], cell: number) =>
    low + ((high - low) * (cell + 0.5)) / size;
  const middle: TypedRow = typicalRow(predictor, table);
  const cells = (name: string): (string | number)[] =>
    Array.from({ length: size * size }, (_, i) =>
      name === xName
        ? at(x, i % size)
        : name === yName
          ? at(y, Math.floor(i / size))
          : middle[name]!,
    );
  const { inputs, classes } = predictor;
  const { data } = predictor.predictProba({ names: inputs, columns: inputs.map(cells) });
  return {
    ...{ x, y, size },
    regions: classes.map((_, k) =>
      Array.from({ length: size * size }, (__, i) => data[i * classes.length + k]!),
    ),
  };
};
