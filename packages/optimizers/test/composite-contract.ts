import { describe, expect, test } from 'vitest';
import {
  type Composite,
  decodeState,
  encodeState,
  type Iterate,
  type Method,
  type MinimizeOptions,
  minimize,
  minimizeAsync,
} from '../src/index.ts';
import { lassoProblem } from './problems.ts';

type Asks = 'evaluate' | 'curvature' | 'penalty';
type Lasso = ReturnType<typeof lassoProblem>['problem'];

/** What every method for composites keeps. `accuracy`: to how near F* it comes, relative. */
export const compositeContract = <S extends Iterate>(
  name: string,
  create: () => Method<S, Asks>,
  accuracy = 1e-10,
): void => {
  const { problem } = lassoProblem(120, 15, 2);
  const zeros = new Float64Array(15);
  const solve = (f: Lasso, options: MinimizeOptions<S> = {}, x0: Float64Array = zeros) =>
    minimize(f as Composite<'evaluate' | 'curvature'>, create(), x0, options);
  const evaluating = (evaluate: Lasso['smooth']['evaluate']): Lasso => ({
    ...problem,
    smooth: { ...problem.smooth, evaluate },
  });

  describe(`${name}: the contract of a method for composites`, () => {
    test('reaches the minimum, with its duality gap below the tolerance and exact zeros', () => {
      const s = solve(problem, { tolerance: accuracy });
      expect(s.status).toBe('converged');
      expect(s.certificate?.kind).toBe('dualityGap');
      expect(s.certificate!.value).toBeLessThanOrEqual(accuracy * s.value);
      const zero = s.x.filter((v) => v === 0).length;
      expect(zero).toBeGreaterThan(2);
      expect(zero).toBeLessThan(15);
      expect(s.gradientNorm).toBeLessThan(1e-3);
    });

    test('zero where the penalty outweighs every slope', () => {
      const heavy = lassoProblem(120, 15, 1e4).problem;
      const s = solve(heavy);
      expect(s.converged).toBe(true);
      expect(s.x).toEqual(zeros);
      expect(s.iterations).toBe(0);
    });

    test('exactly maxIterations steps at tolerance 0; resumed from JSON on the same path', () => {
      const whole = solve(problem, { tolerance: 0, maxIterations: 8 });
      expect(whole.status).toBe('completed');
      expect(whole.iterations).toBe(8);
      const part = solve(problem, { tolerance: 0, maxIterations: 3 });
      const state = decodeState<S>(JSON.parse(JSON.stringify(encodeState(part.state))));
      const rest = minimize(problem as Composite<'evaluate' | 'curvature'>, create(), state, {
        tolerance: 0,
        maxIterations: 5,
      });
      expect(rest.x).toEqual(whole.x);
      expect(rest.value).toBe(whole.value);
    });

    test('both drivers give the same bits', async () => {
      const { smooth } = problem;
      const later = {
        ...problem,
        smooth: {
          ...smooth,
          evaluate: async (r: Parameters<typeof smooth.evaluate>[0]) => smooth.evaluate(r),
        },
      };
      const a = await minimizeAsync(later, create(), zeros);
      expect(a).toEqual(solve(problem));
    });

    test('NaN, errors and infinite starts are named; the last good iterate is kept', () => {
      let calls = 0;
      const nan = solve(
        evaluating((r) => {
          const { value, gradient } = problem.smooth.evaluate(r);
          return ++calls < 3 ? { value, gradient } : { value: Number.NaN, gradient };
        }),
      );
      expect(['notFinite', 'lineSearchFailed']).toContain(nan.status);
      expect(nan.message).toContain('the value is NaN');
      expect(Number.isFinite(nan.value)).toBe(true);
      let more = 0;
      const thrown = solve(
        evaluating((r) => {
          if (++more > 3) throw new Error('gone');
          return problem.smooth.evaluate(r);
        }),
      );
      expect(thrown.status).toBe('threw');
      expect(
        solve(
          problem,
          {},
          zeros.map(() => Number.POSITIVE_INFINITY),
        ).status,
      ).toBe('notFinite');
    });

    test('bounds and stops', () => {
      expect(solve(problem, { maxIterations: 1 }).status).toBe('iterationLimit');
      expect(solve(problem, { maxEvaluations: 2 }).status).toBe('evaluationLimit');
      expect(solve(problem, { onIteration: () => false }).status).toBe('stopped');
      expect(solve(problem, { signal: AbortSignal.abort() }).status).toBe('aborted');
    });
  });
};
