import type { Family, Problem } from '../problem.ts';
import { type Gaussian, gaussian } from './gaussian.ts';
import { notebookSized } from './notebook.ts';
import { elasticNetPath, largestL1 } from './penalties.ts';
import { pixels } from './pixels.ts';
import { tables } from './tables.ts';
import { text } from './text.ts';

/** A workload whose data is made when its turn comes. */
export interface Workload {
  readonly name: string;
  readonly family: Family;
  readonly make: () => Problem;
}

const made = (problem: Problem): Workload => ({ ...problem, make: () => problem });

/** ρ of neighbouring columns in the correlated designs: plain L-BFGS needs 70 to 320 evaluations. */
const CORRELATION = 0.99;

const ofGaussian = (of: Gaussian): Workload => ({ ...of, make: () => gaussian(of) });

const TALL = [
  [100_000, 50, 11],
  [1_000_000, 20, 12],
  [200_000, 200, 13],
  [20_000, 1000, 14],
] as const;

const tall = (): Workload[] =>
  TALL.map(([rows, cols, seed]) =>
    ofGaussian({ name: `${rows}×${cols}`, family: 'tall', rows, cols, classes: 2, seed }),
  );

const correlated = (): Workload[] =>
  [[300_000, 20, 12] as const, ...TALL].map(([rows, cols, seed]) =>
    ofGaussian({
      name: `${rows}×${cols}, correlated`,
      family: 'correlated',
      rows,
      cols,
      classes: 2,
      seed,
      correlation: CORRELATION,
    }),
  );

const hundred = { rows: 100_000, cols: 50 };

const others = (): Workload[] => [
  ofGaussian({
    ...hundred,
    name: '100000×50, scales 1e-3 to 1e3',
    family: 'tall',
    classes: 2,
    seed: 11,
    unscaled: true,
  }),
  ofGaussian({
    ...hundred,
    name: 'unpenalised 100000×50',
    family: 'unpenalised',
    classes: 2,
    seed: 11,
    l2: 0,
  }),
  ofGaussian({
    name: 'wide 2000×10000',
    family: 'wide',
    rows: 2000,
    cols: 10_000,
    classes: 2,
    seed: 15,
    informative: 200,
  }),
  ofGaussian({
    ...hundred,
    name: 'softmax 100000×50×10',
    family: 'softmax',
    classes: 10,
    seed: 18,
  }),
  ofGaussian({
    ...hundred,
    name: 'softmax 100000×50×10, correlated',
    family: 'correlated',
    classes: 10,
    seed: 18,
    correlation: CORRELATION,
  }),
  {
    name: 'softmax pixels 60000×784×10',
    family: 'pixels',
    make: () => pixels(60_000),
  },
];

const sparse = (): Workload[] => {
  const binary = () => text(200_000, 50_000, 2, 21);
  return [
    {
      name: 'sparse 200000×50000',
      family: 'sparse',
      make: () => ({
        ...binary(),
        name: 'sparse 200000×50000',
        family: 'sparse',
        classes: 2,
        penalties: [{ l1: 0, l2: 1 }],
      }),
    },
    {
      name: 'sparse softmax 50000×20000×20',
      family: 'sparse',
      make: () => ({
        ...text(50_000, 20_000, 20, 22),
        name: 'sparse softmax 50000×20000×20',
        family: 'sparse',
        classes: 20,
        penalties: [{ l1: 0, l2: 1 }],
      }),
    },
    {
      name: 'L1 sparse 200000×50000',
      family: 'L1',
      make: () => {
        const { X, y } = binary();
        const penalties = [{ l1: 0.03 * largestL1(X, y), l2: 0 }];
        return { X, y, name: 'L1 sparse 200000×50000', family: 'L1', classes: 2, penalties };
      },
    },
  ];
};

const lassos = (): Workload[] => [
  {
    name: 'L1 dense 5000×5000',
    family: 'L1',
    make: () => {
      const of = { rows: 5000, cols: 5000, classes: 2, seed: 16, informative: 50 };
      const problem = gaussian({ ...of, name: 'L1 dense 5000×5000', family: 'L1' });
      return { ...problem, penalties: [{ l1: 0.05 * largestL1(problem.X, problem.y), l2: 0 }] };
    },
  },
  {
    name: 'elastic-net path of 100, 5000×500',
    family: 'path',
    make: () => {
      const of = { rows: 5000, cols: 500, classes: 2, seed: 17, informative: 40 };
      const name = 'elastic-net path of 100, 5000×500';
      const problem = gaussian({ ...of, name, family: 'path' });
      return { ...problem, penalties: elasticNetPath(problem.X, problem.y, 100, 1e-3) };
    },
  },
];

/** The small ones, which take seconds in all. */
export const small = (): Workload[] => [...notebookSized(), ...tables()].map(made);

export const all = (): Workload[] => [
  ...small(),
  ...tall(),
  ...correlated(),
  ...others(),
  ...sparse(),
  ...lassos(),
];
