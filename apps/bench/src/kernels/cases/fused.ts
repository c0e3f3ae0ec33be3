import {
  allocate,
  type DenseMatrix,
  dense,
  engineOf,
  rowRange,
  rowWalk,
  type Visit,
} from '@betahat/linalg';
import { toShared } from '@betahat/linalg/threads';
import { binaryCrossEntropyBlock } from '@betahat/losses/simd';
import { RandomState } from '@betahat/random';
import type { Case } from '../case.ts';
import type { Bar, Contender, Outcome } from '../contest.ts';
import { inProcess } from '../peers.ts';
import { pythonContenders } from '../rivals.ts';
import { squares } from '../threads/jobs.ts';
import { twoThreads } from '../threads/pool.ts';
import { yardstick } from '../yardstick.ts';

interface Data {
  readonly X: Float64Array;
  readonly y: Float64Array;
  readonly w: Float64Array;
  readonly b: Float64Array;
}

/** Loss and gradient [∂w, ∂b] row by row; `residual` turns a logit and a target into both. */
const plain = (
  { X, y, w, b }: Data,
  residual: (o: number, y: number) => readonly [loss: number, residual: number],
): Outcome => {
  const cols = w.length;
  const vector = new Float64Array(cols + 1);
  let value = 0;
  for (let i = 0; i < y.length; i++) {
    const at = i * cols;
    let o = b[0]!;
    for (let j = 0; j < cols; j++) o += X[at + j]! * w[j]!;
    const [loss, r] = residual(o, y[i]!);
    value += loss;
    for (let j = 0; j < cols; j++) vector[j]! += r * X[at + j]!;
    vector[cols]! += r;
  }
  return { value, vector };
};

const crossEntropy = (o: number, y: number) => {
  const e = Math.exp(-Math.abs(o));
  const probability = o >= 0 ? 1 / (1 + e) : e / (1 + e);
  return [Math.log1p(e) + Math.max(o, 0) - y * o, probability - y] as const;
};

const square = (o: number, y: number) => [(o - y) ** 2 / 2, o - y] as const;

const pass = (X: Parameters<typeof rowWalk>[0], { y, w, b }: Data) => {
  const walk = rowWalk(X, 1);
  const gradient = new Float64Array(w.length);
  const intercept = new Float64Array(1);
  let value = 0;
  const loss = (logits: Float64Array, start: number, count: number) => {
    value += binaryCrossEntropyBlock.residual(logits, y.subarray(start, start + count), null);
  };
  const cheap = (logits: Float64Array, start: number) => {
    value += squares(logits, y, start);
  };
  const run = (visit: Visit) => () => {
    value = 0;
    gradient.fill(0);
    intercept.fill(0);
    walk.fused(w, b, visit, gradient, intercept);
  };
  const contender = (name: string, visit: Visit, more: Partial<Contender> = {}) => {
    const work = run(visit);
    const outcome = () => {
      work();
      return { value, vector: [...gradient, ...intercept] };
    };
    const { amount, expected, precision } = more;
    return inProcess(name, work, outcome, {
      ...(amount === undefined ? {} : { amount }),
      ...(expected === undefined ? {} : { expected }),
      ...(precision === undefined ? {} : { precision }),
    });
  };
  return { loss, cheap, contender };
};

const shared = (length: number) => new Float64Array(new SharedArrayBuffer(8 * length));

/** The pass, and the sum that it is measured against, with half of the rows on a worker. */
const onTwoThreads = (
  resident: DenseMatrix,
  { y, w, b }: Data,
  squared: Outcome,
  known: Outcome,
): Contender[] => {
  const X = toShared(resident);
  if (engineOf(X.data) === undefined) return [];
  const middle = X.rows >> 1;
  const targets = shared(y.length);
  targets.set(y);
  const halves = [
    [0, middle],
    [middle, X.rows],
  ] as const;
  const pool = twoThreads();
  const passes = (isCheap: boolean) => {
    const tasks = halves.map(([from, to]) => ({
      ...{ X: rowRange(X, from, to), y: targets.subarray(from, to), w, b, isCheap },
      out: shared(w.length + 2),
    }));
    const work = () => pool.run('pass', tasks);
    const outcome = () => {
      work();
      const [first, second] = tasks.map(({ out }) => out);
      const sums = first!.map((v, k) => v + second![k]!);
      return { value: sums[w.length + 1]!, vector: sums.subarray(0, w.length + 1) };
    };
    return { work, outcome };
  };
  const tasks = halves.map(([from, to]) => ({ X: rowRange(X, from, to), out: shared(1) }));
  const sum = () => pool.run('sum', tasks);
  const sumOutcome = () => {
    sum();
    return {
      value: null,
      vector: [tasks.reduce((total, { out }) => total + out[0]!, X.data.length)],
    };
  };
  const [loss, cheap] = [passes(false), passes(true)];
  return [
    inProcess('betahat, 2 threads', loss.work, loss.outcome),
    inProcess('betahat, cheap step, 2 threads', cheap.work, cheap.outcome, { expected: squared }),
    inProcess('SIMD sum, 2 threads', sum, sumOutcome, { expected: known }),
  ];
};

/** One pass over the data: logits, loss, gradient; against reading the same numbers once. */
export const fusedCase = (rows: number, cols: number, limit: number): Case => ({
  group: 'fused pass',
  name: `fused pass, ${rows}×${cols}`,
  prepare: async (rivals) => {
    const random = new RandomState(3);
    const X = random.randn(rows * cols);
    const w = random.randn(cols).map((v) => v / Math.sqrt(cols));
    const b = Float64Array.of(0.25);
    const y = random.rand(rows).map((u) => (u < 0.5 ? 1 : 0));
    const data = { X, y, w, b };
    const amount = 8 * X.length;
    const expected = plain(data, crossEntropy);
    const squared = plain(data, square);

    const resident = allocate(rows, cols);
    (resident.data as Float64Array).set(X);
    const [inPlace, staged] = [pass(resident, data), pass(dense(rows, cols, X), data)];
    const single = dense(rows, cols, Float32Array.from(X));
    const half = pass(single, data);

    const single32 = allocate(rows, cols, 'float32');
    single32.data.set(X);
    const half32 = pass(single32, data);

    let total = 0;
    for (const x of X) total += x;
    // The sum of normal numbers is small beside what rounding does to it.
    const known = { value: null, vector: [total + X.length] };
    const sums: Contender[] = [];
    const engine = engineOf(resident.data);
    if (engine !== undefined) {
      const { sum, sumOfQuarters } = yardstick(engine.memory);
      const address = resident.data.byteOffset;
      for (const [name, f] of [
        ['SIMD sum', sum],
        ['SIMD sum in four streams', sumOfQuarters],
      ] as const) {
        const work = () => f(address, X.length);
        const outcome = () => ({ value: null, vector: [work() + X.length] });
        sums.push(inProcess(name, work, outcome, { expected: known }));
      }
    }
    const python = await pythonContenders(rivals, 'fused', { rows, cols }, { X, y, w, b });
    const bars: Bar[] = [
      {
        text: 'pass with loss, resident',
        ours: 'betahat, resident',
        other: 'scikit-learn LinearModelLoss',
        of: 'time',
        bound: { atMost: limit },
      },
      {
        text: 'pass with loss, staged',
        ours: 'betahat, staged',
        other: 'scikit-learn LinearModelLoss',
        of: 'time',
        bound: { atMost: 0.7 },
      },
    ];
    if (cols >= 50) {
      bars.push({
        text: 'bandwidth of a cheap pass, resident',
        ours: 'betahat, cheap step, resident',
        other: 'SIMD sum',
        of: 'rate',
        bound: { atLeast: 0.65 },
      });
      bars.push({
        text: 'bandwidth of a cheap pass, two threads',
        ours: 'betahat, cheap step, 2 threads',
        other: 'SIMD sum, 2 threads',
        of: 'rate',
        bound: { atLeast: 0.65 },
      });
    }
    const cheap = { expected: squared };
    return {
      amount,
      unit: 'GB/s',
      expected,
      contenders: [
        inPlace.contender('betahat, resident', inPlace.loss),
        staged.contender('betahat, staged', staged.loss),
        half.contender('betahat, float32 storage, staged', half.loss, {
          amount: amount / 2,
          precision: 'float32',
        }),
        half32.contender('betahat, float32 storage, resident', half32.loss, {
          amount: amount / 2,
          precision: 'float32',
        }),
        inPlace.contender('betahat, cheap step, resident', inPlace.cheap, cheap),
        staged.contender('betahat, cheap step, staged', staged.cheap, cheap),
        ...sums,
        ...onTwoThreads(resident, data, squared, known),
        ...python,
      ],
      bars,
    };
  },
});
