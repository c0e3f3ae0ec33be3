import { describe, expect, test } from 'vitest';
import {
  type Ask,
  decodeState,
  encodeState,
  type Iterate,
  iterate,
  type Method,
  type MinimizeOptions,
  minimize,
  minimizeAsync,
  type Objective,
} from '../src/index.ts';
import { bowl, logisticProblem, type Smooth } from './problems.ts';

/** What sets a method apart from others in the eyes of the contract. */
export interface MethodCase<S extends Iterate> {
  /** A fresh instance; learning rates suit `bowl` and the logistic problem below. */
  readonly method: () => Method<S, Ask & keyof Smooth>;
  /** How near to the minimum of the test problems the method comes. Default 1e-9, relative. */
  readonly accuracy?: number;
  readonly options?: MinimizeOptions<S>;
  /** Methods with a fixed step know no line search to fail. */
  readonly fixedStep?: true;
}

const d = 5;
const problem = logisticProblem(120, d);
const zeros = new Float64Array(d);

/** The minimum of the logistic problem by an independent, plain Newton iteration. */
const reference = (() => {
  let x = zeros.slice();
  for (let k = 0; k < 30; k++) {
    const { gradient } = problem.evaluate({ ask: 'evaluate', x, want: 'gradient' });
    const H = problem.curvature({ ask: 'curvature', x, want: 'matrix' }) as {
      data: ArrayLike<number>;
    };
    const step = gaussSolve(Array.from(H.data), Array.from(gradient));
    x = x.map((xi, i) => xi - step[i]);
  }
  return problem.evaluate({ ask: 'evaluate', x, want: 'value' }).value;
})();

/** Gaussian elimination with partial pivoting: the reference shares no code with the methods. */
function gaussSolve(A: number[], b: number[]): number[] {
  const n = b.length;
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k; i < n; i++) if (Math.abs(A[i * n + k]) > Math.abs(A[best * n + k])) best = i;
    for (let j = 0; j < n; j++) [A[k * n + j], A[best * n + j]] = [A[best * n + j], A[k * n + j]];
    [b[k], b[best]] = [b[best], b[k]];
    for (let i = k + 1; i < n; i++) {
      const factor = A[i * n + k] / A[k * n + k];
      for (let j = k; j < n; j++) A[i * n + j] -= factor * A[k * n + j];
      b[i] -= factor * b[k];
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    for (let j = k + 1; j < n; j++) b[k] -= A[k * n + j] * b[j];
    b[k] /= A[k * n + k];
  }
  return b;
}

/** The same objective with one ability replaced. */
const evaluating = (evaluate: Objective<'evaluate'>['evaluate']): Smooth => ({
  ...problem,
  evaluate,
});

/** Frozen all the way down; typed arrays cannot be frozen and are compared with a copy instead. */
const frozen = (value: unknown): unknown => {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const inner of Object.values(value)) frozen(inner);
    Object.freeze(value);
  }
  return value;
};

/** What every smooth method keeps, whatever it does between two iterates. */
export const methodContract = <S extends Iterate>(name: string, it: MethodCase<S>): void => {
  const { accuracy = 1e-9 } = it;
  const solve = (objective: Smooth, options: MinimizeOptions<S> = {}, x0: number[] = [...zeros]) =>
    minimize(objective, it.method(), x0, { ...it.options, ...options });

  describe(`${name}: the method contract`, () => {
    test('reaches the minimum of a quadratic and of a logistic problem', () => {
      const q = solve(bowl, {}, [4, 4]);
      expect(q.value - 5).toBeLessThanOrEqual(accuracy * 5);
      const l = solve(problem);
      expect(l.status).toBe('converged');
      expect(l.converged).toBe(true);
      expect(Math.abs(l.value - reference)).toBeLessThanOrEqual(accuracy * reference);
    });

    test('value and gradient are those at x', () => {
      for (const state of iterate(problem, it.method(), zeros, {
        tolerance: 0,
        maxIterations: 4,
      })) {
        const { value, gradient } = problem.evaluate({
          ask: 'evaluate',
          x: state.x,
          want: 'gradient',
        });
        expect(state.value).toBe(value);
        expect(state.gradient).toEqual(gradient);
      }
    });

    test('tolerance 0 makes exactly maxIterations steps and calls that completed', () => {
      const seen: number[] = [];
      const s = solve(problem, {
        tolerance: 0,
        maxIterations: 7,
        onIteration: ({ iteration }) => {
          seen.push(iteration);
        },
      });
      expect(s.status).toBe('completed');
      expect(s.converged).toBe(false);
      expect(s.iterations).toBe(7);
      expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
    });

    test('step leaves its input alone', () => {
      const method = it.method();
      let state = method.start(zeros);
      for (let k = 0; k < 5; k++) {
        frozen(state);
        const before = JSON.stringify(encodeState(state));
        const work = method.step(state);
        let turn = work.next(null);
        while (turn.done !== true) {
          const request = turn.value;
          const ability = problem[request.ask as keyof Smooth] as (r: unknown) => never;
          const known = ability !== undefined || request.optional !== true;
          turn = work.next(known ? ability(request) : null);
        }
        expect(JSON.stringify(encodeState(state))).toBe(before);
        state = turn.value;
      }
    });

    test('a run resumed from JSON takes the same path', () => {
      const whole = solve(problem, { tolerance: 0, maxIterations: 9 });
      for (const cut of [0, 1, 4]) {
        const part = solve(problem, { tolerance: 0, maxIterations: cut });
        const state = decodeState<S>(JSON.parse(JSON.stringify(encodeState(part.state))));
        const rest = minimize(problem, it.method(), state, {
          ...it.options,
          tolerance: 0,
          maxIterations: 9 - cut,
        });
        expect(rest.x).toEqual(whole.x);
        expect(rest.value).toBe(whole.value);
        expect(rest.state.iteration).toBe(9);
      }
    });

    test('synchronous, asynchronous and step-by-step drivers give the same bits', async () => {
      const sync = solve(problem);
      const later = Object.fromEntries(
        Object.entries(problem).map(([ask, answer]) => [
          ask,
          typeof answer === 'function'
            ? async (request: never) => {
                await Promise.resolve();
                return (answer as (r: never) => unknown)(request);
              }
            : answer,
        ]),
      ) as never;
      const slow = await minimizeAsync(later, it.method(), zeros, it.options ?? {});
      expect(slow).toEqual(sync);
      const walk = iterate(problem, it.method(), zeros, it.options ?? {});
      let turn = walk.next();
      while (turn.done !== true) turn = walk.next();
      expect(turn.value).toEqual(sync);
    });

    test('bounds end the run with the last good iterate', () => {
      expect(solve(problem, { maxIterations: 1 }).status).toBe('iterationLimit');
      const few = solve(problem, { maxEvaluations: 2 });
      expect(few.status).toBe('evaluationLimit');
      expect(few.evaluations).toBe(2);
      expect(Number.isFinite(few.value)).toBe(true);
      const start = performance.now();
      const dawdle = evaluating((request) => {
        while (performance.now() < start + 30);
        return problem.evaluate(request);
      });
      expect(solve(dawdle, { maxSeconds: 0.01 }).status).toBe('timeLimit');
    });

    test('onIteration and a signal can end it', () => {
      const s = solve(problem, { onIteration: ({ iteration }) => iteration < 2 });
      expect(s.status).toBe('stopped');
      expect(s.iterations).toBe(2);
      const control = new AbortController();
      const a = solve(problem, {
        signal: control.signal,
        onIteration: ({ iteration }) => {
          if (iteration === 1) control.abort();
        },
      });
      expect(a.status).toBe('aborted');
      expect(a.iterations).toBe(1);
      expect(Number.isFinite(a.value)).toBe(true);
    });

    test('NaN from the objective is caught and named', () => {
      const first = solve(evaluating(() => ({ value: Number.NaN, gradient: zeros })));
      expect(first.status).toBe('notFinite');
      expect(first.message).toContain('the value is NaN');
      let calls = 0;
      const later = solve(
        evaluating((request) => {
          const { value, gradient } = problem.evaluate(request);
          if (++calls <= 2) return { value, gradient };
          return { value, gradient: gradient.map((g, i) => (i === 3 ? Number.NaN : g)) };
        }),
      );
      expect(later.status).toBe('notFinite');
      expect(later.message).toContain('gradient[3] is NaN');
      expect(later.gradient.every(Number.isFinite)).toBe(true);
      expect(Number.isFinite(later.value)).toBe(true);
    });

    test('an infinite start is named', () => {
      const s = solve(problem, {}, [0, 0, Number.POSITIVE_INFINITY, 0, 0]);
      expect(s.status).toBe('notFinite');
      expect(s.message).toContain('x0[2] is Infinity');
    });

    test('an objective that throws ends the run with its error and the last good iterate', () => {
      let calls = 0;
      const error = new Error('disk gone');
      const s = solve(
        evaluating((request) => {
          if (++calls > 3) throw error;
          return problem.evaluate(request);
        }),
      );
      expect(s.status).toBe('threw');
      expect(s.error).toBe(error);
      expect(s.message).toContain('disk gone');
      expect(s.gradient.every(Number.isFinite)).toBe(true);
    });

    test('says when floating point allows no more than it reached', () => {
      // The value holds 12 digits only: no method can tell a gap of 1e-13.
      const rough = (value: number) => Math.round(value * 1e9) / 1e9;
      const s = solve(
        {
          ...evaluating((request) => {
            const { value, gradient } = problem.evaluate(request);
            return { value: rough(value), gradient };
          }),
          along: (request) => {
            const { value, slope } = problem.along(request);
            return { value: rough(value), slope };
          },
        },
        { tolerance: 1e-30, maxIterations: 5000 },
      );
      expect(['converged', 'stalled', 'iterationLimit']).toContain(s.status);
      expect(Math.abs(s.value - reference)).toBeLessThanOrEqual(1e-8 * reference);
    });

    if (it.fixedStep !== true) {
      test('a gradient that lies makes the line search fail', () => {
        const s = solve({
          ...evaluating((request) => {
            const { value, gradient } = problem.evaluate(request);
            return { value, gradient: gradient.map((g) => -g) };
          }),
          along: (request) => {
            const { value, slope } = problem.along(request);
            return { value, slope: -slope };
          },
        });
        expect(s.status).toBe('lineSearchFailed');
        expect(s.x).toEqual(zeros);
      });
    }
  });
};
