import { dense } from '@betahat/linalg';
import { describe, expect, test } from 'vitest';
import { compositeContract } from '../../test/composite-contract.ts';
import fixture from '../../test/fixtures/l1.json' with { type: 'json' };
import { bowl, elasticNetWithIntercept, lasso, lassoProblem } from '../../test/problems.ts';
import { fista, lbfgs, minimize, newton, proximalNewton, sampledMetric } from '../index.ts';

compositeContract('proximalNewton', proximalNewton);
compositeContract('fista', fista, 1e-8);

const rows = fixture.X.length;
const X = dense(rows, 12, Float64Array.from(fixture.X.flat()));
const y = Float64Array.from(fixture.y);

describe('L1 and elastic net as glmnet and LIBLINEAR solve them', () => {
  test.each(fixture.cases)('$by: l1 $l1, l2 $l2, intercept $intercept', (peer) => {
    const { l1, l2, intercept, objective, w, b } = peer;
    const problem = intercept ? elasticNetWithIntercept(X, y, l1, l2) : lasso(X, y, l1, l2);
    const start = new Float64Array(problem.dimension);
    const s = minimize(problem, proximalNewton(), start, { tolerance: 1e-12 });
    expect(s.converged).toBe(true);
    // Ours is at the minimum; theirs stops a little above it.
    expect(s.value).toBeLessThanOrEqual(objective + 1e-12 * objective);
    expect(objective - s.value).toBeLessThanOrEqual(1e-9 * objective);
    w.forEach((wj, j) => {
      expect(Math.abs(s.x[j] - wj)).toBeLessThan(2e-4);
      if (wj === 0) expect(s.x[j]).toBe(0);
    });
    if (intercept) expect(Math.abs(s.x[12] - b)).toBeLessThan(2e-4);
    const slow = minimize(problem, fista(), start, { tolerance: 1e-9 });
    expect(slow.converged).toBe(true);
    expect(slow.value - s.value).toBeLessThanOrEqual(1e-8 * s.value);
  });
});

describe('proximalNewton', () => {
  test('a Hessian serves for more than one step, as long as the gap falls fast with it', () => {
    const start = minimize(
      lassoProblem(300, 40, 3).problem,
      proximalNewton(),
      new Float64Array(40),
    );
    const { problem } = lassoProblem(300, 40, 2.95);
    let formed = 0;
    const curvature = (r: Parameters<typeof problem.smooth.curvature>[0]) => {
      formed++;
      return problem.smooth.curvature(r);
    };
    const watched = { ...problem, smooth: { ...problem.smooth, curvature } };
    const s = minimize(watched, proximalNewton(), start.x, { tolerance: 1e-12 });
    expect(s.converged).toBe(true);
    expect(s.iterations).toBeGreaterThan(1);
    expect(formed).toBeLessThan(s.iterations);
    const fresh = minimize(problem, proximalNewton(), new Float64Array(40), { tolerance: 1e-12 });
    expect(Math.abs(s.value - fresh.value)).toBeLessThanOrEqual(1e-11 * fresh.value);
  });

  test('more columns than rows: the working set keeps the Hessians small', () => {
    const { problem } = lassoProblem(100, 400, 1);
    let widest = 0;
    const watched = {
      ...problem,
      smooth: {
        ...problem.smooth,
        curvature: (r: Parameters<typeof problem.smooth.curvature>[0]) => {
          widest = Math.max(widest, r.columns?.length ?? problem.dimension);
          return problem.smooth.curvature(r);
        },
      },
    };
    const s = minimize(watched, proximalNewton(), new Float64Array(400), { tolerance: 1e-10 });
    expect(s.converged).toBe(true);
    expect(s.certificate?.kind).toBe('dualityGap');
    expect(widest).toBeLessThan(250);
  });

  test('tighter than rounding it is converged by the model’s decrease', () => {
    const { problem } = lassoProblem(150, 12, 2);
    const s = minimize(problem, proximalNewton(), new Float64Array(12), { tolerance: 1e-17 });
    expect(s.converged).toBe(true);
    expect(s.gradientNorm).toBeLessThan(1e-10);
  });

  test('without a dual it certifies by the model', () => {
    const { problem } = lassoProblem(150, 12, 2);
    const { dimension, smooth, penalty } = problem;
    const s = minimize({ dimension, smooth, penalty }, proximalNewton(), new Float64Array(12));
    expect(s.certificate?.kind).toBe('newtonDecrement');
  });
});

test('an L1 problem given to a smooth method does not compile, and is named at run time', () => {
  const { problem } = lassoProblem(20, 3, 1);
  const named =
    'is for smooth objectives, and this one has a penalty without gradient; use proximalNewton() or fista()';
  // @ts-expect-error a Composite is no Objective
  expect(() => minimize(problem, newton(), [0, 0, 0])).toThrow(`newton ${named}`);
  // @ts-expect-error a Composite is no Objective
  expect(() => minimize(problem, lbfgs(), [0, 0, 0])).toThrow(`lbfgs ${named}`);
  // @ts-expect-error a Composite is no Objective
  expect(() => minimize(problem, sampledMetric(), [0, 0, 0])).toThrow(TypeError);
  // @ts-expect-error and the other way round
  expect(() => minimize(bowl, proximalNewton(), [0, 0])).toThrow("asks for 'penalty'");
});
