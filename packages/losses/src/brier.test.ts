import { expect, test } from 'vitest';
import { lossContract } from '../test/loss-contract.ts';
import { brier, categoricalBrier } from './brier.ts';
import { lossValue } from './loss-value.ts';

lossContract(brier);
lossContract(categoricalBrier(3));

test('over two classes it is twice the binary score', () => {
  expect(lossValue(categoricalBrier(2), [0.25, 0.75], [0])).toBe(2 * lossValue(brier, [0.75], [0]));
});
