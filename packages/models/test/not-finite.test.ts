import { type DenseMatrix, dense } from '@betahat/linalg';
import {
  adam,
  fista,
  gradientDescent,
  type Iterate,
  lbfgs,
  type Method,
  newton,
  newtonCG,
  proximalNewton,
  saga,
  sampledMetric,
  sgd,
} from '@betahat/optimizers';
import { RandomState } from '@betahat/random';
import { expect, test } from 'vitest';
import { LogisticRegression, SoftmaxRegression } from '../src/index.ts';

/*
 * X is not looked through before a fit: the first gradient tells. Whatever solver comes to it by
 * whatever way, an entry that is not finite must end in its name.
 */

interface Case {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly classes?: number;
  // biome-ignore lint/suspicious/noExplicitAny: options of either model
  readonly options?: any;
}

const CASES: readonly Case[] = [
  { name: 'newton', rows: 40, cols: 3 },
  { name: 'sampled metric', rows: 20_000, cols: 20 },
  { name: 'quasi-Newton, then the metric of all rows', rows: 900, cols: 300 },
  { name: 'wide', rows: 30, cols: 2500 },
  { name: 'softmax', rows: 60, cols: 4, classes: 3 },
  { name: 'softmax, sampled metric', rows: 4000, cols: 10, classes: 4 },
  { name: 'softmax, many parameters', rows: 300, cols: 300, classes: 9 },
  { name: 'l1', rows: 400, cols: 30, options: { l1: 1 } },
  { name: 'l1, wide', rows: 100, cols: 400, options: { l1: 5, l2: 0 } },
  { name: 'l1, softmax', rows: 200, cols: 10, classes: 3, options: { l1: 1 } },
  { name: 'unpenalised', rows: 5000, cols: 30, options: { l2: 0 } },
  ...[
    ...[
      adam(),
      gradientDescent({ learningRate: 1e-3 }),
      lbfgs(),
      newton(),
      newtonCG(),
      sampledMetric(),
      saga(),
    ],
    ...[sgd({ learningRate: 0.1, batchSize: 8 }), sgd({ learningRate: 0.1, batchSize: 64 })],
  ].map((solver) => ({
    name: `${solver.name} passed`,
    rows: 300,
    cols: 6,
    options: { solver, maxIterations: 3 },
  })),
  ...[proximalNewton(), fista()].map((solver) => ({
    name: `${solver.name} passed`,
    rows: 300,
    cols: 6,
    options: { solver, l1: 1, maxIterations: 3 },
  })),
];

const problem = ({ rows, cols, classes = 2 }: Case, random: RandomState) => ({
  X: random.randn(rows * cols),
  y: Array.from({ length: rows }, (_, i) => (i < classes ? i : random.randint(0, classes))),
});

const fit = (of: Case, X: DenseMatrix, y: readonly number[], more = {}) => {
  const options = { ...of.options, ...more, onUnconverged: 'return' };
  return (of.classes ?? 2) === 2
    ? LogisticRegression.fit(X, y, options)
    : SoftmaxRegression.fit(X, y, options);
};

for (const of of CASES) {
  test(`${of.name}: an entry that is not finite is named`, () => {
    const random = new RandomState(7);
    const { X, y } = problem(of, random);
    for (const [turn, bad] of [Number.NaN, Infinity, -Infinity, Number.NaN].entries()) {
      const at = turn === 3 ? X.length - 1 : random.randint(0, X.length);
      const row = Math.floor(at / of.cols);
      const numbers = turn === 2 ? new Float32Array(X) : X.slice();
      numbers[at] = bad;
      const sampleWeight = new Float64Array(of.rows).fill(1);
      sampleWeight[row] = of.name.includes('sgd') ? 1 : 0;
      const matrix = dense(of.rows, of.cols, numbers);
      const expected = `X[${row}][${at % of.cols}] must be a finite number, got ${bad}`;
      expect(() => fit(of, matrix, y)).toThrow(expected);
      expect(() => fit(of, matrix, y, { sampleWeight })).toThrow(expected);
      expect(() => fit(of, matrix, y, { intercept: false, tolerance: 1e-2 })).toThrow(expected);
    }
    expect(() => fit(of, dense(of.rows, of.cols, X), y)).not.toThrow();
  });
}

test('sums that overflow are no entries that are not finite', () => {
  const X = dense(4, 1, Float64Array.of(1e308, -1e308, 1e308, 1e308));
  const run = (): unknown =>
    LogisticRegression.fit(X, [0, 1, 0, 0], { onUnconverged: 'return' }).report;
  expect(run).not.toThrow(/X\[/);
});

test('what no gradient has met is looked at in the end', () => {
  const idle: Method<Iterate, 'evaluate'> = {
    name: 'idle',
    asks: ['evaluate'],
    start: (x) => ({ x, value: 0, gradient: new Float64Array(3), iteration: 0, certificate: null }),
    // biome-ignore lint/correctness/useYield: it asks for nothing
    step: function* (state) {
      return { ...state, iteration: state.iteration + 1 };
    },
  };
  const X = dense(4, 2, Float64Array.of(1, 2, 3, 4, 5, 6, 7, Number.NaN));
  const options = { solver: idle, maxIterations: 1, onUnconverged: 'return' } as const;
  expect(() => LogisticRegression.fit(X, [0, 1, 0, 1], options)).toThrow(
    'X[3][1] must be a finite number, got NaN',
  );
});
