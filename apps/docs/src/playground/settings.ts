import {
  fista,
  gradientDescent,
  lbfgs,
  newton,
  newtonCG,
  proximalNewton,
  sampledMetric,
} from '@betahat/optimizers';
import { cellsOf, type TextTable } from './read-csv.ts';
import { whyNoSplit } from './split.ts';

export type SolverName =
  | 'auto'
  | 'newton'
  | 'newtonCG'
  | 'sampledMetric'
  | 'lbfgs'
  | 'gradientDescent'
  | 'proximalNewton'
  | 'fista';

/** Everything that the reader chooses about a fit. */
export interface Settings {
  readonly target: string;
  readonly columns: readonly string[];
  readonly l1: number;
  readonly l2: number;
  readonly solver: SolverName;
  /** Of gradient descent. */
  readonly learningRate: number;
  readonly intercept: boolean;
  /** Share of the rows that are kept for judging; 0 judges by the rows that were fitted. */
  readonly heldOut: number;
}

/** The solvers that can minimise the objective: an L1 penalty has no gradient at zero. */
export const solversFor = (l1: number): readonly SolverName[] =>
  l1 > 0
    ? ['auto', 'proximalNewton', 'fista']
    : ['auto', 'newton', 'newtonCG', 'sampledMetric', 'lbfgs', 'gradientDescent'];

/** The method itself; which of them go with the penalty is `solversFor`'s to say. */
export const methodOf = ({ solver, learningRate }: Settings) =>
  ({
    auto: () => 'auto' as const,
    newton,
    newtonCG,
    sampledMetric,
    lbfgs,
    gradientDescent: () => gradientDescent({ learningRate }),
    proximalNewton,
    fista,
  })[solver]();

const MOST_CLASSES = 50;

/** The classes of a target column, in the order in which they first appear. */
export const classesOf = (table: TextTable, target: string): string[] => [
  ...new Set(cellsOf(table, target)),
];

/** Why no model can be fitted with these settings, in words; null where one can. */
export const whyNot = (table: TextTable, settings: Settings): string | null => {
  const { target, columns } = settings;
  const classes = classesOf(table, target);
  const hole = cellsOf(table, target).findIndex((cell) => cell.trim() === '');
  if (hole >= 0) return `The target "${target}" is empty in row ${hole + 2} of the file.`;
  if (classes.length < 2)
    return `The target "${target}" is "${classes[0]}" in every row; two classes are needed.`;
  if (classes.length > MOST_CLASSES)
    return `The target "${target}" has ${classes.length} different values. Choose a column that holds classes, at most ${MOST_CLASSES}.`;
  if (columns.length === 0) return 'Choose at least one column to predict from.';
  return whyNoSplit(table, settings);
};

/** A start: the last column is the target, the others predict it. */
export const firstSettings = (table: TextTable): Settings => {
  const target = table.names.at(-1)!;
  const columns = table.names.slice(0, -1);
  const rows = table.columns[0]!.length;
  return {
    target,
    columns,
    l1: 0,
    l2: 1,
    solver: 'auto',
    // Below 2/L for standardized columns, L ≤ n(d + 1)/2 bounding the curvature.
    learningRate: Number((2 / (rows * (columns.length + 1))).toPrecision(1)),
    intercept: true,
    heldOut: 0.25,
  };
};
