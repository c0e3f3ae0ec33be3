import { expect, test } from 'vitest';
import { methodContract } from '../../test/method-contract.ts';
import { rosenbrock } from '../../test/problems.ts';
import { minimize } from '../drivers/minimize.ts';
import { steepestDescent } from './steepest-descent.ts';

methodContract('steepestDescent', { method: steepestDescent });

test('goes down Rosenbrock’s valley without a rate to choose', () => {
  const s = minimize(rosenbrock, steepestDescent(), [-1.2, 1], { tolerance: 1e-8 });
  expect(s.value).toBeLessThan(1e-6);
});

test('bad values are named', () => {
  expect(() => steepestDescent({ shrink: 1 })).toThrow('shrink must be in (0, 1), got 1');
});
