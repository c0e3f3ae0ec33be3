import { dense } from '@betahat/linalg';
import { expect, test } from 'vitest';
import { logisticProblem, quadratic, rosenbrock } from '../../test/problems.ts';
import { gradientDescent, lbfgs, minimize, newton, newtonCG } from '../index.ts';

const bowl = quadratic(dense(2, 2, Float64Array.of(3, 1, 1, 2)), Float64Array.of(1, -2), 5);

test('every smooth method finds the minimum of a quadratic and proves it', () => {
  for (const method of [newton(), newtonCG(), lbfgs(), gradientDescent({ learningRate: 0.3 })]) {
    const solution = minimize(bowl, method as ReturnType<typeof newton>, [0, 0], {
      tolerance: 1e-14,
    });
    expect(solution.status).toBe('converged');
    expect(solution.certificate?.kind).toBe('newtonDecrement');
    expect(solution.x[0]).toBeCloseTo(1, 6);
    expect(solution.x[1]).toBeCloseTo(-2, 6);
  }
});

test('second-order methods agree on Rosenbrock and on badly scaled logistic columns', () => {
  for (const method of [newton(), newtonCG(), lbfgs()]) {
    const solution = minimize(rosenbrock, method as ReturnType<typeof newton>, [-1.2, 1]);
    expect(solution.status).toBe('converged');
    expect(solution.x[0]).toBeCloseTo(1, 10);
  }
  const problem = logisticProblem(300, 6, { scaled: true });
  const a = minimize(problem, newton(), new Float64Array(6));
  const b = minimize(problem, newtonCG(), new Float64Array(6));
  expect(Math.abs(a.value - b.value)).toBeLessThan(1e-9 * a.value);
});
