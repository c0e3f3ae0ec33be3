import { describe, expect, test } from 'vitest';
import { correlated, linearObjective } from '../../test/linear-problem.ts';
import {
  decodeState,
  encodeState,
  minimize,
  minimizeAsync,
  newton,
  saga,
  scaleByAdam,
  scaleByRate,
  sgd,
  stepDecay,
} from '../index.ts';

const dense = correlated(400, 4, { rho: 0.2 });
const thin = () => {
  const data = correlated(400, 6, { rho: 0 });
  // Two entries in three become zero.
  for (let a = 0; a < data.X.length; a++) if ((a * 7919) % 3 !== 0) data.X[a] = 0;
  return data;
};
const soft = correlated(400, 3, { outputs: 3, rho: 0.2 });

describe.each([
  ['dense', dense],
  ['sparse', thin()],
  ['softmax', soft],
])('%s rows', (_, data) => {
  const f = linearObjective(data);
  const zeros = new Float64Array(f.dimension);
  const best = minimize(f, newton(), zeros, { tolerance: 1e-13 });

  test('saga reaches the minimum at a fixed step', () => {
    const s = minimize(f, saga(), zeros, { tolerance: 1e-8 });
    expect(s.status).toBe('converged');
    expect(s.certificate?.kind).toBe('newtonDecrement');
    expect(s.value - best.value).toBeLessThan(2e-8 * best.value);
  });

  test('sgd comes near as its rate falls', () => {
    const rate = stepDecay({ initial: 2e-4, factor: 0.5, every: 130 });
    const s = minimize(f, sgd({ learningRate: rate }), zeros, { tolerance: 0, maxIterations: 40 });
    expect(s.value - best.value).toBeLessThan(0.03 * best.value);
    // Each epoch reads every row once, and once more to evaluate.
    expect(s.passes).toBeCloseTo(81, 8);
  });

  test('seeded, resumable, the same with both drivers', async () => {
    for (const method of [saga({ seed: 3 }), sgd({ learningRate: 1e-4, seed: 3 })] as ReturnType<
      typeof saga
    >[]) {
      const fixed = (maxIterations: number) => ({ tolerance: 0, maxIterations });
      const whole = minimize(f, method, zeros, fixed(5));
      const part = minimize(f, method, zeros, fixed(2));
      const state: typeof part.state = decodeState(
        JSON.parse(JSON.stringify(encodeState(part.state))),
      );
      expect(minimize(f, method, state, fixed(3)).x).toEqual(whole.x);
      expect(await minimizeAsync(f, method, zeros, fixed(5))).toEqual(whole);
    }
    const a = minimize(f, saga({ seed: 1 }), zeros, { tolerance: 0, maxIterations: 2 });
    const b = minimize(f, saga({ seed: 2 }), zeros, { tolerance: 0, maxIterations: 2 });
    expect(a.x).not.toEqual(b.x);
  });
});

test('sgd with other transforms: Adam', () => {
  const f = linearObjective(dense);
  const best = minimize(f, newton(), new Float64Array(5));
  const method = sgd({
    transforms: [scaleByAdam(), scaleByRate(stepDecay({ initial: 0.05, factor: 0.5, every: 100 }))],
  });
  const s = minimize(f, method, new Float64Array(5), { tolerance: 0, maxIterations: 60 });
  expect(s.value - best.value).toBeLessThan(0.01 * best.value);
});

test('a batch that answers NaN is named', () => {
  const f = linearObjective(dense);
  const bad = {
    ...f,
    batch: (r: Parameters<typeof f.batch>[0]) => ({
      value: 0,
      gradient: f.batch(r).gradient.fill(Number.NaN),
    }),
  };
  const s = minimize(bad, sgd({ learningRate: 1e-4 }), new Float64Array(5));
  expect(s.status).toBe('notFinite');
  expect(Number.isFinite(s.value)).toBe(true);
});

test('options are checked', () => {
  expect(() => sgd({})).toThrow('sgd: learningRate must be given, or transforms in its place');
  expect(() => sgd({ learningRate: 1, batchSize: 0 })).toThrow(
    'batchSize must be a positive integer',
  );
  expect(() => sgd({ learningRate: 1, seed: -1 })).toThrow('seed must be an integer from 0');
  expect(() => saga({ step: 0 })).toThrow('saga: step must be a positive finite number, got 0');
});
