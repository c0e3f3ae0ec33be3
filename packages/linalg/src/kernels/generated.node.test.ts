import { expect, test } from 'vitest';

test('the embedded kernels are what their sources give', { timeout: 120_000 }, async () => {
  const { stale } = await import('../../scripts/kernels.mjs');
  expect(await stale()).toEqual([]);
});
