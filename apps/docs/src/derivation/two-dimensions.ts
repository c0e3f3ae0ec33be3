import { fromRows } from '@betahat/linalg';
import { LogisticRegression, SoftmaxRegression } from '@betahat/models/small';
import { RandomState } from '@betahat/random';
import type { Lattice } from '../plot/lattice.ts';

/** A point that the reader can move, and its class. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly label: number;
}

/** Half the width of the square that the points live in. */
export const REACH = 4;

const PER_CLASS = 8;
const CENTRES = [
  [-1.2, -0.6],
  [1.2, 0.7],
  [-0.8, 2],
] as const;

/** Eight points around each centre, from seed 12. */
export const somePoints = (classes: number): Point[] => {
  const np = new RandomState(12);
  return CENTRES.slice(0, classes).flatMap(([x, y], label) =>
    Array.from({ length: PER_CLASS }, () => {
      const [dx, dy] = np.randn(2);
      return inside({ x: x + dx!, y: y + dy!, label });
    }),
  );
};

/** The point, kept within the square. */
export const inside = ({ x, y, label }: Point): Point => {
  const clamp = (v: number) => Math.min(REACH, Math.max(-REACH, v));
  return { x: clamp(x), y: clamp(y), label };
};

/** The point with the next class, or as it is where its class has no other point. */
export const relabelled = (points: readonly Point[], i: number, classes: number): Point => {
  const point = points[i]!;
  const isLast = points.filter(({ label }) => label === point.label).length === 1;
  return isLast ? point : { ...point, label: (point.label + 1) % classes };
};

/** Two classes: LogisticRegression; three: SoftmaxRegression. */
export const fitPoints = (points: readonly Point[], classes: number, l2: number) => {
  const X = fromRows(points.map(({ x, y }) => [x, y]));
  const labels = points.map(({ label }) => label);
  return classes === 2
    ? LogisticRegression.fit(X, labels, { l2 })
    : SoftmaxRegression.fit(X, labels, { l2 });
};

export type Fitted = ReturnType<typeof fitPoints>;

/** Per class, its probability on a lattice over the square, row by row from the lowest y. */
export const regionsOf = (model: Fitted, { xs, ys }: Lattice): number[][] => {
  const { data, cols } = model.predictProba(fromRows(ys.flatMap((y) => xs.map((x) => [x, y]))));
  return Array.from({ length: cols }, (_, k) =>
    Array.from({ length: xs.length * ys.length }, (__, i) => data[i * cols + k]!),
  );
};

/** The logits as planes over the square, intercept + w·(x, y): one per class, for two classes one. */
export const planesOf = (model: Fitted) => {
  const [intercepts, w] =
    'intercepts' in model
      ? [model.intercepts, model.coefficients.data]
      : [[model.intercept], model.coefficients];
  return Array.from(intercepts, (intercept, k) => ({
    intercept,
    w: [w[2 * k]!, w[2 * k + 1]!] as const,
  }));
};

export const logitOf = (model: Fitted, x: number, y: number): number[] =>
  planesOf(model).map(({ intercept, w }) => intercept + w[0] * x + w[1] * y);

/** What changes as a point is dragged. */
export const summary = (model: Fitted, points: readonly Point[]) => {
  const { data, cols } = model.predictProba(fromRows(points.map(({ x, y }) => [x, y])));
  /** Per point, the probability of each class. */
  const probabilities = points.map((_, i) => [...data.subarray(i * cols, (i + 1) * cols)]);
  const right = points.filter(({ label }, i) => {
    const row = probabilities[i]!;
    return row.indexOf(Math.max(...row)) === label;
  }).length;
  return { probabilities, right, objective: model.report.objective };
};
