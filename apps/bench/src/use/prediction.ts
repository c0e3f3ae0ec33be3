import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DenseMatrix } from '@betahat/linalg';
import { LogisticRegression, SoftmaxRegression } from '@betahat/models';
import { type Conversation, converse, type Program } from '../conversation.ts';
import type { Problem } from '../fits/problem.ts';
import { writeProblem } from '../fits/problem-files.ts';
import { gaussian } from '../fits/workloads/gaussian.ts';

/** Who predicts one case, and how fast. */
export interface Prediction {
  readonly name: string;
  readonly contender: string;
  /** Rows times columns of one call. */
  readonly entries: number;
  /** Milliseconds per call, one number per round, sorted. */
  readonly rounds: readonly number[];
  readonly excluded: string | null;
}

interface Predictor {
  readonly name: string;
  /** Probabilities of the first row. */
  readonly first: () => Promise<ArrayLike<number>>;
  /** Milliseconds of one call, over so many. */
  readonly sample: (repeats: number) => Promise<number>;
  readonly close: () => void;
}

interface Case {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly classes: number;
  /** One row a call, or all. */
  readonly single: boolean;
}

const CASES: readonly Case[] = [
  { name: 'batch 100000×50', rows: 100_000, cols: 50, classes: 2, single: false },
  { name: 'batch 100000×50×10', rows: 100_000, cols: 50, classes: 10, single: false },
  { name: 'one row of 50', rows: 2000, cols: 50, classes: 2, single: true },
  { name: 'one row of 50, 10 classes', rows: 2000, cols: 50, classes: 10, single: true },
];

const ROUNDS = 7;
const SAMPLE_MS = 50;
const LOADING = 300_000;
const ALLOWED = 1e-9;

type Model = LogisticRegression<number> | SoftmaxRegression<number>;

const fitted = ({ X, y, classes }: Problem): Model =>
  classes === 2
    ? LogisticRegression.fit(X, y, { tolerance: 1e-4 })
    : SoftmaxRegression.fit(X, y, { tolerance: 1e-4 });

const ours = (model: Model, X: DenseMatrix, single: boolean): Predictor => {
  const row = X.data.slice(0, X.cols);
  const call = () => (single ? model.predictProba(row) : model.predictProba(X));
  return {
    name: 'betahat',
    first: async () => {
      const probabilities = call();
      return 'data' in probabilities
        ? probabilities.data.slice(0, model.classes.length)
        : probabilities;
    },
    sample: async (repeats) => {
      const begin = performance.now();
      for (let k = 0; k < repeats; k++) call();
      return (performance.now() - begin) / repeats;
    },
    close: () => undefined,
  };
};

/** predict_proba of scikit-learn with our coefficients, on one thread. */
const sklearn = async (
  program: Program,
  folder: string,
  model: Model,
  single: boolean,
): Promise<Predictor> => {
  const args = [...program.args, folder, 'sklearn-lbfgs', '1'];
  const { ask, close }: Conversation = converse({ command: program.command, args }, 1);
  const coefficients = join(folder, 'coefficients');
  const probabilities = join(folder, 'probabilities');
  const weights =
    'intercepts' in model
      ? [...model.coefficients.data, ...model.intercepts]
      : [...model.coefficients, model.intercept];
  writeFileSync(coefficients, new Uint8Array(Float64Array.from(weights).buffer));
  const predict = async (repeats: number) =>
    (await ask({ ask: 'predict', coefficients, single, repeats, path: probabilities }, LOADING))[
      'ms'
    ] as number;
  await ask({ ask: 'load' }, LOADING);
  return {
    name: 'scikit-learn',
    close,
    sample: predict,
    first: async () => {
      await predict(1);
      const { buffer, byteOffset, byteLength } = readFileSync(probabilities);
      return new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
    },
  };
};

const timedInTurn = async (
  { name, rows, cols, single }: Case,
  predictors: readonly Predictor[],
): Promise<Prediction[]> => {
  const entries = single ? cols : rows * cols;
  const expected = await predictors[0]!.first();
  const running: { predictor: Predictor; repeats: number; rounds: number[] }[] = [];
  const found: Prediction[] = [];
  for (const predictor of predictors) {
    const got = await predictor.first();
    const off = Array.from(expected, (v, k) => Math.abs(v - got[k]!)).some((e) => !(e <= ALLOWED));
    const rounds: number[] = [];
    const excluded = off ? 'other probabilities' : null;
    found.push({ name, contender: predictor.name, entries, rounds, excluded });
    if (off) continue;
    await predictor.sample(single ? 1000 : 2);
    const once = await predictor.sample(single ? 100 : 1);
    const repeats = Math.max(1, Math.ceil(SAMPLE_MS / Math.max(once, 1e-5)));
    running.push({ predictor, repeats, rounds });
  }
  for (let round = 0; round < ROUNDS; round++)
    for (const { predictor, repeats, rounds } of running)
      rounds.push(await predictor.sample(repeats));
  for (const { rounds } of running) rounds.sort((a, b) => a - b);
  return found;
};

/** predictProba on a matrix and on one row, with the same coefficients; scikit-learn where Python is given. */
export const predictions = async (python: Program | null): Promise<Prediction[]> => {
  const found: Prediction[] = [];
  for (const each of CASES) {
    process.stderr.write(`predicting ${each.name} …\n`);
    const problem = gaussian({ ...each, family: 'small', seed: 41 });
    const folder = mkdtempSync(join(tmpdir(), 'betahat-bench-'));
    const predictors: Predictor[] = [];
    try {
      const model = fitted(problem);
      predictors.push(ours(model, problem.X as DenseMatrix, each.single));
      if (python !== null) {
        writeProblem(folder, problem);
        predictors.push(await sklearn(python, folder, model, each.single));
      }
      found.push(...(await timedInTurn(each, predictors)));
    } finally {
      for (const { close } of predictors) close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return found;
};
