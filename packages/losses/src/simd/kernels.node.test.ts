import { expect, test } from 'vitest';
import { stale } from '../../scripts/kernels.mjs';
import { binaryKernels } from './binary.generated.ts';
import { softmaxKernels } from './softmax.generated.ts';

test('the generated kernels are what their source gives', { timeout: 60_000 }, async () => {
  expect(await stale(), 'run pnpm kernels').toEqual([]);
});

/** What a module lays at 20 kB and after: its data, which come last, behind `i32.const 20480; end`. */
const constantsOf = (text: string): string => {
  const at = text.lastIndexOf('j~S~u(2');
  expect(at).toBeGreaterThan(0);
  return text.slice(at);
};

test('both modules lay the same constants at the same place of a memory that they share', () => {
  const constants = constantsOf(binaryKernels.wasm);
  expect(constants.length).toBeGreaterThan(400);
  expect(constantsOf(softmaxKernels.wasm)).toBe(constants);
});
