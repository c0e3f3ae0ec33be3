import { expect, test } from 'vitest';
import { methodContract } from '../../test/method-contract.ts';
import { logisticProblem } from '../../test/problems.ts';
import { minimize } from '../drivers/minimize.ts';
import { lbfgs } from './lbfgs.ts';
import { newtonCG } from './newton-cg.ts';

methodContract('newtonCG', { method: newtonCG });
methodContract('newtonCG without preconditioner', {
  method: () => newtonCG({ preconditioner: 'none' }),
});

test('columns in units from 1e-3 to 1e3 cost it no more products, a given metric fewer', () => {
  const zeros = new Float64Array(8);
  const even = minimize(logisticProblem(300, 8), newtonCG(), zeros);
  const problem = logisticProblem(300, 8, { scaled: true });
  const scaled = minimize(problem, newtonCG(), zeros);
  expect(scaled.converged).toBe(true);
  expect(scaled.passes).toBeLessThan(2 * even.passes);
  const diagonal = problem.curvature({ ask: 'curvature', x: scaled.x, want: 'diagonal' });
  const metric = (v: Float64Array) => v.map((vi, i) => vi / (diagonal as Float64Array)[i]);
  for (const method of [newtonCG({ preconditioner: metric }), lbfgs({ metric })]) {
    const s = minimize(problem, method as ReturnType<typeof newtonCG>, zeros);
    expect(s.converged).toBe(true);
    expect(s.passes).toBeLessThan(1.5 * scaled.passes);
  }
});

test('bad values are named', () => {
  // @ts-expect-error no such preconditioner
  expect(() => newtonCG({ preconditioner: 'ilu' })).toThrow('preconditioner must be');
  expect(() => newtonCG({ maxProducts: 0 })).toThrow(
    'maxProducts must be a positive integer, got 0',
  );
  // @ts-expect-error no function
  expect(() => lbfgs({ metric: 3 })).toThrow('lbfgs: metric must be a function, got 3');
});
