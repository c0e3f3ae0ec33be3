import { expect, test } from 'vitest';
import { penaltyContract } from '../../test/penalty-contract.ts';
import { elasticNet } from './elastic-net.ts';
import { l1 } from './l1.ts';
import { l2 } from './l2.ts';
import { none } from './none.ts';

penaltyContract(none());
for (const lambda of [0, 0.3, 1, 20]) {
  penaltyContract(l1(lambda));
  penaltyContract(l2(lambda));
}
for (const strengths of [
  { l1: 0.5, l2: 2 },
  { l1: 0, l2: 1 },
  { l1: 1, l2: 0 },
]) {
  penaltyContract(elasticNet(strengths));
}

test('a strength that is none is an error', () => {
  expect(() => l2(-1)).toThrow('l2: lambda must be a finite number ≥ 0, got -1');
  expect(() => l1(Number.NaN)).toThrow('l1: lambda must be a finite number ≥ 0, got NaN');
  expect(() => elasticNet({ l1: 1, l2: Number.POSITIVE_INFINITY })).toThrow(
    'elasticNet: l2 must be',
  );
  expect(() => elasticNet({ l1: 1, l2: 1, alpha: 1 } as never)).toThrow(
    'elasticNet: unknown option "alpha"; the options are l1, l2',
  );
});
