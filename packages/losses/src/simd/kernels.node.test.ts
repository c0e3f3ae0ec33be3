import { expect, test } from 'vitest';
import { isCurrent } from '../../scripts/kernels.mjs';

test('the generated kernels are what their source gives', { timeout: 60_000 }, async () => {
  expect(await isCurrent(), 'run pnpm kernels').toBe(true);
});
