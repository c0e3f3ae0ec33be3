import { expect, test } from 'vitest';
import { penaltyContract } from '../../test/penalty-contract.ts';
import { elasticNet } from './elastic-net.ts';
import { l1 } from './l1.ts';
import { l2 } from './l2.ts';

for (const strengths of [
  { l1: 0.5, l2: 2 },
  { l1: 0, l2: 1 },
  { l1: 1, l2: 0 },
  { l1: 0, l2: 0 },
]) {
  penaltyContract(elasticNet(strengths));
}

test('is the sum of lasso and ridge', () => {
  const w = new Float64Array([3, -0.25, 0, 1e-3]);
  const both = elasticNet({ l1: 0.5, l2: 2 });
  expect(both.value(w)).toBe(l1(0.5).value(w) + l2(2).value(w));
  // Its prox is that of the lasso followed by that of the ridge.
  expect(both.prox(w, 0.3)).toEqual(l2(2).prox(l1(0.5).prox(w, 0.3), 0.3));
});

test('a strength that is none, or an option under another name, is an error', () => {
  expect(() => elasticNet({ l1: 1, l2: Infinity })).toThrow(
    'elasticNet: l2 must be a finite number ≥ 0, got Infinity',
  );
  expect(() => elasticNet({ l1: 1 } as never)).toThrow('elasticNet: l2 must be');
  expect(() => elasticNet({ l1: 1, l2: 1, alpha: 1 } as never)).toThrow(
    'elasticNet: unknown option "alpha"; the options are l1, l2',
  );
});
