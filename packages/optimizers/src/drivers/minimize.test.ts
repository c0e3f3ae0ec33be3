import { dense } from '@betahat/linalg';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { bowl, logistic, logisticProblem, rosenbrock } from '../../test/problems.ts';
import {
  type EvaluateRequest,
  gradientDescent,
  iterate,
  lbfgs,
  minimize,
  minimizeAsync,
  newton,
  newtonCG,
  type Objective,
  type Solution,
} from '../index.ts';
import type { NewtonState } from '../methods/newton.ts';

const plain: Objective<'evaluate'> = { dimension: 2, evaluate: bowl.evaluate };

describe('what a method asks for is part of its type', () => {
  test('an objective that cannot answer does not compile, and is named at run time', () => {
    // @ts-expect-error newton asks for 'curvature'
    expect(() => minimize(plain, newton(), [0, 0])).toThrow(
      "minimize: newton asks for 'curvature', which this objective does not answer; lbfgs() asks only for 'evaluate'",
    );
    // @ts-expect-error newtonCG asks for 'hessianVector'
    expect(() => minimize(plain, newtonCG(), [0, 0])).toThrow(TypeError);
    // @ts-expect-error nothing is answered
    expect(() => minimize({ dimension: 2 }, lbfgs(), [0, 0])).toThrow('give it evaluate(');
    expect(minimize(plain, lbfgs(), [0, 0]).converged).toBe(true);
  });

  test('the solution carries the state of its method', () => {
    const s = minimize(bowl, newton(), [0, 0]);
    expectTypeOf(s).toEqualTypeOf<Solution<NewtonState>>();
    expect(s.state.direction).toHaveLength(2);
  });

  test('promises are for minimizeAsync', async () => {
    const later = { dimension: 2, evaluate: async (r: EvaluateRequest) => bowl.evaluate(r) };
    // @ts-expect-error a promise is no evaluation
    expect(() => minimize(later, lbfgs(), [0, 0])).toThrow("the answer to 'evaluate'");
    expect((await minimizeAsync(later, lbfgs(), [0, 0])).converged).toBe(true);
  });
});

describe('arguments', () => {
  const with_ = (options: object) => () => minimize(bowl, newton(), [0, 0], options);

  test('unknown options and bad values are named', () => {
    expect(with_({ tolerence: 1 })).toThrow(
      'minimize: unknown option "tolerence"; the options are tolerance,',
    );
    expect(with_({ tolerance: -1 })).toThrow(
      'tolerance must be a non-negative finite number, got -1',
    );
    expect(with_({ tolerance: '1' })).toThrow('got "1"');
    expect(with_({ maxIterations: 1.5 })).toThrow('maxIterations must be a non-negative integer');
    expect(with_({ maxSeconds: 0 })).toThrow('maxSeconds must be a positive number, got 0');
    expect(with_({ signal: 1 })).toThrow('signal must be an AbortSignal, got 1');
    expect(with_({ onIteration: 1 })).toThrow('onIteration must be a function, got 1');
    expect(with_({ tolerance: 0 })).toThrow('maxIterations must be given when tolerance is 0');
    // @ts-expect-error no object
    expect(with_(3)).toThrow('options must be an object, got 3');
  });

  test('objective, method and start are checked', () => {
    expect(() => minimize(bowl, newton(), [0])).toThrow(
      'minimize: x0 must have 2 entries, one for each variable, got 1',
    );
    // @ts-expect-error no numbers
    expect(() => minimize(bowl, newton(), ['a', 'b'])).toThrow('x0[0] must be a number, got "a"');
    // @ts-expect-error no vector
    expect(() => minimize(bowl, newton(), 5)).toThrow('x0 must be a vector');
    // @ts-expect-error no method
    expect(() => minimize(bowl, 'newton', [0, 0])).toThrow('method must be a method such as');
    // @ts-expect-error no objective
    expect(() => minimize(null, newton(), [0, 0])).toThrow('objective must be an object');
    expect(() => minimize({ ...bowl, dimension: 1.5 }, newton(), [0, 0])).toThrow(
      'objective.dimension must be a non-negative integer, got 1.5',
    );
    const state = { ...newton().start(Float64Array.of(0, 0)), x: { 0: 0, 1: 0 } };
    // @ts-expect-error a state that went through plain JSON
    expect(() => minimize(bowl, newton(), state)).toThrow('x0.x must be a Float64Array');
    expect(() => gradientDescent({ learningRate: 0 })).toThrow(
      'gradientDescent: learningRate must be a positive finite number, got 0',
    );
    expect(() => lbfgs({ memory: 0 })).toThrow('lbfgs: memory must be a positive integer, got 0');
    // @ts-expect-error misspelt
    expect(() => lbfgs({ memroy: 3 })).toThrow('unknown option "memroy"');
  });

  test('answers of the wrong kind are named', () => {
    const short = { dimension: 2, evaluate: () => ({ value: 1, gradient: new Float64Array(1) }) };
    expect(() => minimize(short, lbfgs(), [0, 0])).toThrow(
      "minimize: the answer to 'evaluate': gradient must be a Float64Array of length 2",
    );
  });
});

describe('when it stops', () => {
  test('by the criterion that was asked for', () => {
    const only = { tolerance: 0 };
    const g = minimize(bowl, lbfgs(), [9, 9], { ...only, gradientTolerance: 1e-3 });
    expect(g.message).toContain('gradientTolerance 0.001');
    expect(g.gradientNorm).toBeLessThanOrEqual(1e-3);
    const d = minimize(rosenbrock, lbfgs(), [-1.2, 1], { ...only, decreaseTolerance: 0.5 });
    expect(d.message).toContain('decreaseTolerance 0.5');
    const s = minimize(bowl, newton(), [9, 9], { ...only, stepTolerance: 1e-6 });
    expect(s.message).toContain('stepTolerance');
  });

  test('at once from a start that is the minimum', () => {
    for (const method of [newton(), newtonCG(), lbfgs()]) {
      const s = minimize(bowl, method as ReturnType<typeof newton>, [1, -2]);
      expect(s.converged).toBe(true);
      expect(s.iterations).toBe(0);
    }
  });

  test('no variables: nothing to do', () => {
    const s = minimize(
      { dimension: 0, evaluate: () => ({ value: 3, gradient: new Float64Array(0) }) },
      lbfgs(),
      [],
    );
    expect(s.converged).toBe(true);
    expect(s.value).toBe(3);
  });

  test('below rounding it is converged, and says so', () => {
    const s = minimize(logisticProblem(200, 4), newton(), new Float64Array(4), {
      tolerance: 1e-40,
    });
    expect(s.status).toBe('converged');
    expect(s.message).toContain('rounding level');
  });

  test('the iterates can be watched', () => {
    const seen = [...iterate(bowl, lbfgs(), [0, 0])].map((s) => s.iteration);
    expect(seen[0]).toBe(0);
    expect(seen).toEqual(seen.map((_, k) => k));
  });
});

describe('no minimum', () => {
  const y = Float64Array.of(1, 1, 1, 0, 0, 0);
  const separable = logistic(
    dense(6, 2, Float64Array.of(1, 0.3, 2, -1, 1, 1, -1, -0.5, -1, 1, -2, 0.2)),
    y,
  );
  // Two rows of one class lie on the boundary: the loss does not fall to 0.
  const quasi = logistic(
    dense(7, 2, Float64Array.of(1, 0, 0, 1, 0, 1, 0, 1, -1, -1, -1, 1, 0, -2.2)),
    Float64Array.of(1, 1, 0, 1, 0, 0, 0),
  );

  test.each([newton(), newtonCG(), lbfgs()] as ReturnType<typeof newton>[])(
    '$name sees that the value only creeps to an infimum',
    (method) => {
      for (const problem of [separable, quasi]) {
        for (const tolerance of [1e-6, 1e-10, 1e-14]) {
          const s = minimize(problem, method, [0, 0], { tolerance });
          expect(s.status).toBe('unbounded');
          expect(s.message).toContain('add a penalty');
          expect(s.gradient.every(Number.isFinite)).toBe(true);
        }
      }
    },
  );

  test.each([newton(), newtonCG(), lbfgs()] as ReturnType<typeof newton>[])(
    '$name is not misled by a minimum far out, held by a small penalty',
    (method) => {
      for (const l2 of [1e-3, 1e-6, 1e-9]) {
        const held = logistic(
          dense(6, 2, Float64Array.of(1, 0.3, 2, -1, 1, 1, -1, -0.5, -1, 1, -2, 0.2)),
          y,
          l2,
        );
        expect(minimize(held, method, [0, 0]).status).toBe('converged');
      }
    },
  );

  test('a function that falls forever', () => {
    const slope: Objective<'evaluate'> = {
      dimension: 1,
      evaluate: ({ x }) => ({ value: -x[0], gradient: Float64Array.of(-1) }),
    };
    const s = minimize(slope, lbfgs(), [0]);
    expect(s.status).toBe('unbounded');
    expect(Number.isFinite(s.value)).toBe(true);
  });
});

test('gradient descent is x − η g to the last bit', () => {
  let x = Float64Array.of(4, 4);
  for (let k = 0; k < 5; k++) {
    const { gradient } = bowl.evaluate({ ask: 'evaluate', x, want: 'gradient' });
    x = x.map((xi, i) => xi - 0.1 * gradient[i]);
  }
  const s = minimize(bowl, gradientDescent({ learningRate: 0.1 }), [4, 4], {
    tolerance: 0,
    maxIterations: 5,
  });
  expect(s.x).toEqual(x);
  expect(s.evaluations).toBe(6);
});

test('a thread that waits gets its turn', async () => {
  const timer = new AbortController();
  setTimeout(() => timer.abort(), 1);
  const slow: Objective<'evaluate'> = {
    dimension: 2,
    evaluate: (request) => {
      const end = performance.now() + 5;
      while (performance.now() < end);
      return bowl.evaluate(request);
    },
  };
  const s = await minimizeAsync(slow, gradientDescent({ learningRate: 0.1 }), [4, 4], {
    tolerance: 0,
    maxIterations: 1000,
    signal: timer.signal,
  });
  expect(s.status).toBe('aborted');
});
