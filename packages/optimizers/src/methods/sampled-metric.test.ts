import { dense } from '@betahat/linalg';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { correlated, linearObjective } from '../../test/linear-problem.ts';
import { methodContract } from '../../test/method-contract.ts';
import { bowl, type Smooth, uniform } from '../../test/problems.ts';
import {
  decodeState,
  encodeState,
  lbfgs,
  type Method,
  minimize,
  minimizeAsync,
  newton,
  sampledMetric,
} from '../index.ts';
import { planSample } from '../sampled/plan.ts';

// On data too small for a sample it is L-BFGS, and keeps the contract of one.
methodContract('sampledMetric without samples', {
  method: () => {
    const method = sampledMetric();
    return {
      ...method,
      asks: ['evaluate'],
      *step(state) {
        const work = method.step(state);
        let turn = work.next(null);
        while (turn.done !== true) {
          const shape = { rows: 10, columns: 5, outputs: 1, entries: 50 };
          turn = work.next(turn.value.ask === 'shape' ? shape : yield turn.value as never);
        }
        return turn.value;
      },
    } as Method<ReturnType<typeof method.start>, keyof Smooth & 'evaluate'>;
  },
});

const cases = [
  { name: 'binary, 12 correlated columns', data: correlated(8000, 12), most: 6 },
  {
    name: 'the same in units from 1e-3 to 1e3',
    data: correlated(8000, 12, { decades: 3 }),
    most: 8,
  },
  { name: 'without penalty', data: correlated(8000, 12, { l2: 0 }), most: 6 },
  { name: 'softmax, 4 classes', data: correlated(8000, 8, { outputs: 4 }), most: 10 },
  {
    name: 'softmax in units from 1e-3 to 1e3',
    data: correlated(8000, 8, { outputs: 4, decades: 3 }),
    most: 12,
  },
];

describe('sampledMetric', () => {
  test.each(cases)('$name: few reads to 1e-6, and a certificate that holds', ({ data, most }) => {
    const f = linearObjective(data);
    const zeros = new Float64Array(f.dimension);
    const best = minimize(f, newton(), zeros, { tolerance: 1e-13 });
    const s = minimize(f, sampledMetric(), zeros, { tolerance: 1e-6 });
    expect(s.status).toBe('converged');
    const gap = s.value - best.value;
    expect(gap).toBeLessThanOrEqual(1e-6 * best.value);
    expect(s.certificate?.kind).toBe('sampledDecrement');
    expect(gap).toBeLessThanOrEqual(s.certificate!.value);
    expect(s.passes).toBeLessThanOrEqual(most);
    const plain = minimize(f, lbfgs(), zeros, { tolerance: 1e-6, maxIterations: 100 });
    expect(s.passes).toBeLessThan(plain.passes / 2);
  });

  test('too few rows for a sample: the Hessian of all rows becomes the metric when it has paid', () => {
    const f = linearObjective(correlated(240, 30, { decades: 2 }));
    const zeros = new Float64Array(f.dimension);
    const best = minimize(f, newton(), zeros, { tolerance: 1e-13 });
    const s = minimize(f, sampledMetric(), zeros, { tolerance: 1e-8 });
    expect(s.status).toBe('converged');
    expect(s.value - best.value).toBeLessThanOrEqual(1e-8 * best.value);
    expect(s.state.form).toBe('matrix');
    expect(s.state.sampleRows).toBe(240);
    expect(s.iterations).toBeGreaterThan(s.state.patience);
    const plain = minimize(f, lbfgs(), zeros, { tolerance: 1e-8, maxIterations: 200 });
    expect(s.passes).toBeLessThan(plain.passes / 2);
    // A step later, JSON in between: the same path.
    const early = minimize(f, sampledMetric(), zeros, { tolerance: 0, maxIterations: 14 });
    const state = decodeState(JSON.parse(JSON.stringify(encodeState(early.state))));
    const again = minimize(f, sampledMetric(), state as never, { tolerance: 1e-8 });
    expect(again.x).toEqual(s.x);
  });

  test('a product over classes and columns where the whole Hessian cannot be had', () => {
    const f = linearObjective(correlated(6000, 12, { outputs: 5 }));
    const zeros = new Float64Array(f.dimension);
    const g = {
      ...f,
      // As for 10 classes of 784 columns.
      shape: () => ({ rows: 6000, columns: 12, outputs: 300, entries: 72_000 }),
    };
    const s = minimize(g, sampledMetric(), zeros, { tolerance: 1e-8 });
    expect(s.status).toBe('converged');
    expect(s.state.form).toBe('kronecker');
    expect(s.certificate?.kind).toBe('newtonDecrement');
    const plain = minimize(f, lbfgs(), zeros, { tolerance: 1e-8 });
    expect(Math.abs(s.value - plain.value)).toBeLessThan(2e-8 * plain.value);
    expect(s.passes).toBeLessThan(plain.passes / 3);
  });

  test('goes on to full accuracy', () => {
    const f = linearObjective(correlated(4000, 10));
    const best = minimize(f, newton(), new Float64Array(11), { tolerance: 1e-14 });
    const s = minimize(f, sampledMetric(), new Float64Array(11), { tolerance: 1e-14 });
    expect(s.converged).toBe(true);
    expect(Math.abs(s.value - best.value)).toBeLessThan(1e-13 * best.value);
  });

  test('a good start is kept', () => {
    const f = linearObjective(correlated(4000, 10));
    const best = minimize(f, newton(), new Float64Array(11), { tolerance: 1e-14 });
    const s = minimize(f, sampledMetric(), best.x, { tolerance: 1e-8 });
    expect(s.converged).toBe(true);
    expect(s.iterations).toBe(0);
    expect(s.x).toEqual(best.x);
  });

  test('leaves the metric out where columns are independent and it would cost more than it saves', () => {
    const easy = linearObjective(easyData(4000, 100));
    const s = minimize(easy, sampledMetric(), new Float64Array(101), { tolerance: 1e-8 });
    expect(s.converged).toBe(true);
    expect(s.state.form).toBe('none');
  });

  test('builds it even there where it costs a fraction of the reads that it saves', () => {
    const easy = linearObjective(easyData(20_000, 5));
    const zeros = new Float64Array(6);
    const s = minimize(easy, sampledMetric(), zeros, { tolerance: 1e-8 });
    expect(s.converged).toBe(true);
    expect(s.state.form).toBe('matrix');
    const plain = minimize(easy, lbfgs(), zeros, { tolerance: 1e-8 });
    expect(s.passes).toBeLessThan(plain.passes);
  });

  test('resumes, and both drivers agree, with samples at work', async () => {
    const f = linearObjective(correlated(3000, 8));
    const zeros = new Float64Array(9);
    const whole = minimize(f, sampledMetric({ seed: 5 }), zeros, {
      tolerance: 0,
      maxIterations: 4,
    });
    const part = minimize(f, sampledMetric({ seed: 5 }), zeros, { tolerance: 0, maxIterations: 2 });
    const state: typeof part.state = decodeState(
      JSON.parse(JSON.stringify(encodeState(part.state))),
    );
    const rest = minimize(f, sampledMetric({ seed: 5 }), state, { tolerance: 0, maxIterations: 2 });
    expect(rest.x).toEqual(whole.x);
    const later = await minimizeAsync(f, sampledMetric({ seed: 5 }), zeros, {
      tolerance: 0,
      maxIterations: 4,
    });
    expect(later).toEqual(whole);
    const other = minimize(f, sampledMetric({ seed: 6 }), zeros, {
      tolerance: 0,
      maxIterations: 4,
    });
    expect(other.x).not.toEqual(whole.x);
  });

  test('falls back where a sample is useless', () => {
    const f = linearObjective(correlated(3000, 8));
    const best = minimize(f, newton(), new Float64Array(9));
    const { curvature: _, ...without } = f.subsample({ ask: 'subsample', rows: 500, seed: 1 });
    const blank = dense(9, 9);
    const flat = { ...without, curvature: () => blank };
    for (const sample of [without, flat]) {
      const g = { ...f, subsample: () => sample };
      const s = minimize(g, sampledMetric(), new Float64Array(9));
      expect(s.converged).toBe(true);
      expect(s.state.form).toBe('none');
      expect(Math.abs(s.value - best.value)).toBeLessThan(1e-9 * best.value);
    }
    // A sample of something else altogether: a wrong start and a wrong metric.
    const foreign = linearObjective(correlated(500, 8, { seed: 99, rho: 0.1 }));
    const s = minimize({ ...f, subsample: () => foreign }, sampledMetric(), new Float64Array(9));
    expect(s.converged).toBe(true);
    expect(s.value - best.value).toBeLessThan(1e-4 * best.value);
  });

  test('a problem that only looked easy gets its metric on the way', () => {
    const data = correlated(20000, 30, { outputs: 6, decades: 3 });
    const f = linearObjective(data);
    const zeros = new Float64Array(f.dimension);
    // With a diagonal that says nothing, a few steps on the small sample overlook the columns on a small scale.
    const subsample: typeof f.subsample = (request) => {
      const part = f.subsample(request);
      const curvature: typeof part.curvature = (asked) =>
        asked.want === 'diagonal' ? new Float64Array(f.dimension).fill(1) : part.curvature!(asked);
      return { ...part, curvature };
    };
    const s = minimize({ ...f, subsample }, sampledMetric(), zeros, { maxIterations: 60 });
    expect(s.status).toBe('converged');
    expect(s.state.form).not.toBe('none');
    const { value } = minimize(f, newton(), zeros);
    expect(s.value - value).toBeLessThan(1e-9 * value);
  });

  test('separable data without penalty has no minimum', () => {
    const data = correlated(3000, 5, { l2: 0 });
    for (let i = 0; i < data.rows; i++) data.y[i] = data.X[i * 5] > 0 ? 1 : 0;
    const s = minimize(linearObjective(data), sampledMetric(), new Float64Array(6));
    expect(s.status).toBe('unbounded');
  });

  test('asks for shape and samples', () => {
    // @ts-expect-error no samples here
    expect(() => minimize(bowl, sampledMetric(), [0, 0])).toThrow(
      "asks for 'shape' and 'subsample'",
    );
    expect(() => sampledMetric({ seed: 0.5 })).toThrow('seed must be an integer, got 0.5');
    expectTypeOf(sampledMetric()).toExtend<
      Method<
        ReturnType<ReturnType<typeof sampledMetric>['start']>,
        'evaluate' | 'shape' | 'subsample'
      >
    >();
  });
});

describe('planSample', () => {
  const shape = (rows: number, columns: number, outputs = 1) => ({
    rows,
    columns,
    outputs,
    entries: rows * columns,
  });

  test('more rows per column where a Gram product is cheap beside a read', () => {
    const narrow = planSample(shape(300_000, 20));
    const wide = planSample(shape(200_000, 200));
    expect(narrow.rows / 21).toBeGreaterThan(wide.rows / 201);
    expect(narrow.cost).toBeLessThan(1);
    expect(wide.cost).toBeLessThan(3);
  });

  test('a product where the whole Hessian of a softmax is too large', () => {
    expect(planSample(shape(100_000, 50, 10)).form).toBe('matrix');
    expect(planSample(shape(60_000, 784, 10)).form).toBe('kronecker');
  });

  test('none where the data is no larger than a sample', () => {
    expect(planSample(shape(100, 30)).form).toBe('none');
    expect(planSample(shape(2000, 10_000)).form).toBe('none');
  });
});

/** Independent columns of one size and a weak signal: what L-BFGS does in a few steps. */
function easyData(rows: number, cols: number) {
  const data = correlated(rows, cols);
  const next = uniform(8);
  for (let i = 0; i < data.rows; i++) {
    for (let j = 0; j < cols; j++) data.X[i * cols + j] = next();
    data.y[i] = data.X[i * cols] + 3 * next() > 0 ? 1 : 0;
  }
  return data;
}
