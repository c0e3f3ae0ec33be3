import { expect, test } from 'vitest';
import { penaltyContract } from '../../test/penalty-contract.ts';
import { l2 } from './l2.ts';

for (const lambda of [0, 0.3, 1, 20]) penaltyContract(l2(lambda));

test('a strength that is none is an error', () => {
  expect(() => l2(-1)).toThrow('l2: lambda must be a finite number ≥ 0, got -1');
  expect(() => l2(Number.NaN)).toThrow('l2: lambda must be a finite number ≥ 0, got NaN');
  expect(() => l2('1' as never)).toThrow('l2: lambda must be a finite number ≥ 0, got "1"');
});
