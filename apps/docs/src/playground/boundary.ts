import { type Lattice, latticeOf } from '../plot/lattice.ts';
import type { Predictor } from './predictor.ts';
import { cellsOf, type TextTable } from './read-csv.ts';
import { type ColumnScale, scaleOf } from './scale-of.ts';
import { type TypedRow, typicalRow } from './typed-row.ts';

/** The plane of two columns, all others held at what is typical. */
export interface Plane {
  readonly x: ColumnScale;
  readonly y: ColumnScale;
  readonly lattice: Lattice;
  /** Per class, probabilities on the lattice, row by row from the lowest y. */
  readonly regions: readonly (readonly number[])[];
}

/** A row of the table as a mark on the plane. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly label: number;
}

const MOST_MARKS = 600;

/** Columns that can be axes, those first whose deviations move the logits most. */
export const axesOf = ({ encoder, model, outputs }: Predictor): string[] => {
  const { coefficients } = model;
  const data = Array.from('kind' in coefficients ? coefficients.data : coefficients);
  const weight = (name: string) =>
    data.reduce(
      (most, w, i) =>
        outputs[i % outputs.length]!.column === name ? Math.max(most, Math.abs(w)) : most,
      0,
    );
  return encoder.columns
    .map(({ name }) => ({ name, weight: weight(name) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ name }) => name);
};

export const planeOf = (
  predictor: Predictor,
  table: TextTable,
  [xName, yName]: readonly [string, string],
): Plane => {
  const scale = (name: string) =>
    scaleOf(
      predictor.encoder.columns.find((column) => column.name === name)!,
      cellsOf(table, name),
    );
  const x = scale(xName);
  const y = scale(yName);
  const across = x.centres.map(x.cellAt);
  const up = y.centres.map(y.cellAt);
  const middle: TypedRow = typicalRow(predictor, table);
  const { inputs, classes } = predictor;
  const cells = (name: string): (string | number)[] =>
    up.flatMap((upper) =>
      across.map((right) => (name === xName ? right : name === yName ? upper : middle[name]!)),
    );
  const { data, rows } = predictor.predictProba({ names: inputs, columns: inputs.map(cells) });
  return {
    ...{ x, y },
    lattice: latticeOf(x.centres, y.centres),
    regions: classes.map((_, k) =>
      Array.from({ length: rows }, (__, i) => data[i * classes.length + k]!),
    ),
  };
};

/** Rows spread over a band so that they do not hide each other: each from a golden section further. */
const withinBand = (i: number, { levels }: ColumnScale, part: number) =>
  levels === null ? 0 : 0.7 * (((i * part) % 1) - 0.5);

/** Rows of the table on the plane, evenly thinned where there are many; holes have no place. */
export const marksOf = (
  { target, classes }: Predictor,
  table: TextTable,
  [xName, yName]: readonly [string, string],
  { x, y }: Plane,
): Mark[] => {
  const xs = cellsOf(table, xName);
  const ys = cellsOf(table, yName);
  const labels = cellsOf(table, target);
  const names = classes.map(String);
  const step = Math.max(1, Math.ceil(xs.length / MOST_MARKS));
  const marks: Mark[] = [];
  for (let i = 0; i < xs.length; i += step) {
    const across = x.positionOf(xs[i]!);
    const up = y.positionOf(ys[i]!);
    if (across === null || up === null) continue;
    marks.push({
      x: across + withinBand(i, x, 0.618),
      y: up + withinBand(i, y, 0.755),
      label: names.indexOf(labels[i]!),
    });
  }
  return marks;
};
