import { expect, test } from 'vitest';
import { penaltyContract } from '../../test/penalty-contract.ts';
import { l1 } from './l1.ts';

for (const lambda of [0, 0.3, 1, 20]) penaltyContract(l1(lambda));

test('a strength that is none is an error', () => {
  expect(() => l1(-1)).toThrow('l1: lambda must be a finite number ≥ 0, got -1');
  expect(() => l1(Number.NaN)).toThrow('l1: lambda must be a finite number ≥ 0, got NaN');
  expect(() => l1('1' as never)).toThrow('l1: lambda must be a finite number ≥ 0, got "1"');
});
