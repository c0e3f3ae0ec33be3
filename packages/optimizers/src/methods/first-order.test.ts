import { describe, expect, test } from 'vitest';
import fixture from '../../test/fixtures/first-order.json' with { type: 'json' };
import { methodContract } from '../../test/method-contract.ts';
import { bowl } from '../../test/problems.ts';
import {
  adam,
  constant,
  cosine,
  firstOrder,
  gradientDescent,
  iterate,
  type Method,
  minimize,
  momentum,
  nesterov,
  type Objective,
  scaleByAdam,
  scaleByRate,
  stepDecay,
  trace,
} from '../index.ts';

/** The function of the fixture: Σ (xᵢ − i)⁴/4 + x₀x₁. */
const quartic: Objective<'evaluate'> = {
  dimension: 3,
  evaluate: ({ x }) => ({
    value: x.reduce((sum, xi, i) => sum + (xi - i) ** 4 / 4, x[0] * x[1]),
    gradient: Float64Array.of(x[0] ** 3 + x[1], (x[1] - 1) ** 3 + x[0], (x[2] - 2) ** 3),
  }),
};

// biome-ignore lint/suspicious/noExplicitAny: states differ from method to method
const methods: Record<string, () => Method<any, 'evaluate'>> = {
  sgd: () => gradientDescent({ learningRate: 0.05 }),
  momentum: () => momentum({ learningRate: 0.05, decay: 0.9 }),
  nesterov: () => nesterov({ learningRate: 0.05, decay: 0.9 }),
  adam: () => adam({ learningRate: 0.1, beta1: 0.8, beta2: 0.95, epsilon: 1e-6 }),
  stepDecay: () => firstOrder(scaleByRate(stepDecay({ initial: 0.1, factor: 0.5, every: 5 }))),
  cosine: () =>
    firstOrder(
      trace({ decay: 0.5 }),
      scaleByRate(cosine({ initial: 0.1, steps: 12, final: 0.01 })),
    ),
};

describe.each(['torch', 'optax'] as const)('the trajectory of %s, step by step', (peer) => {
  test.each(Object.keys(methods))('%s', (name) => {
    const path = fixture[peer][name as 'sgd'];
    const options = { tolerance: 0, maxIterations: path.length };
    let step = 0;
    for (const { x, iteration } of iterate(quartic, methods[name](), fixture.x0, options)) {
      if (iteration === 0) continue;
      path[step++].forEach((expected, i) => {
        // optax computes its schedules in single precision.
        const single = peer === 'optax' && (name === 'stepDecay' || name === 'cosine');
        const close = (single ? 1e-7 : 1e-12) * Math.max(1, Math.abs(expected));
        expect(Math.abs(x[i] - expected)).toBeLessThanOrEqual(close);
      });
    }
    expect(step).toBe(path.length);
  });
});

methodContract('momentum', {
  method: () => momentum({ learningRate: 0.01, decay: 0.5 }),
  fixedStep: true,
});
methodContract('nesterov', {
  method: () => nesterov({ learningRate: 0.01, decay: 0.5 }),
  fixedStep: true,
});

describe('transforms', () => {
  test('gradient descent is the chain of a rate alone', () => {
    const options = { tolerance: 0, maxIterations: 20 };
    const a = minimize(bowl, firstOrder(scaleByRate(0.1)), [3, 3], options);
    const b = minimize(bowl, gradientDescent({ learningRate: 0.1 }), [3, 3], options);
    expect(a.x).toEqual(b.x);
  });

  test('Adam with a falling rate comes to rest at the minimum', () => {
    const method = adam({ learningRate: cosine({ initial: 0.3, steps: 400 }) });
    const s = minimize(bowl, method, [3, 3], { tolerance: 0, maxIterations: 400 });
    expect(s.value - 5).toBeLessThan(1e-4);
  });

  test('schedules', () => {
    expect(constant(0.1)(9)).toBe(0.1);
    expect([0, 4, 5, 10].map(stepDecay({ initial: 1, factor: 0.5, every: 5 }))).toEqual([
      1, 1, 0.5, 0.25,
    ]);
    const c = cosine({ initial: 1, steps: 10, final: 0.2 });
    expect([c(0), c(10), c(99)]).toEqual([1, 0.2, 0.2]);
  });

  test('bad values are named', () => {
    expect(() => momentum({ learningRate: -1 })).toThrow(
      'scaleByRate: learningRate must be a positive finite number, got -1',
    );
    expect(() => trace({ decay: 1 })).toThrow('trace: decay must be in [0, 1), got 1');
    expect(() => adam({ beta2: 1 })).toThrow('scaleByAdam: beta2 must be in [0, 1), got 1');
    expect(() => scaleByAdam({ epsilon: -1 })).toThrow('epsilon must be a non-negative number');
    expect(() => constant(0)).toThrow('constant: rate must be a positive finite number, got 0');
    expect(() => stepDecay({ initial: 1, factor: 0.5, every: 0 })).toThrow(
      'every must be a positive',
    );
    expect(() => cosine({ initial: 1, steps: 5, final: 2 })).toThrow('final must be between 0');
    // @ts-expect-error misspelt
    expect(() => adam({ beta: 1 })).toThrow('adam: unknown option "beta"');
  });
});
