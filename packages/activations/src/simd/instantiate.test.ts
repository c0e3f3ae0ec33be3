import { useEngine } from '@betahat/linalg';
import { afterEach, expect, test } from 'vitest';
import { sigmoid } from '../index.ts';
import { WORK_END, WORK_START } from './instantiate.ts';
import { activationKernels } from './kernels.ts';

afterEach(() => {
  useEngine('auto');
});

test.each([false, true])('kernels link with memory, shared between threads: %s', (shared) => {
  if (useEngine() === 'plain') return;
  const pages = WORK_END / 65536;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  const kernels = activationKernels(memory);
  expect(kernels).not.toBeNull();
  kernels!.f64.set([-1, 0, 2, 3], WORK_START / 8);
  kernels!.run.sigmoid(WORK_START, 4);
  [-1, 0, 2, 3].forEach((x, i) => {
    expect(kernels!.f64[WORK_START / 8 + i]).toBeCloseTo(sigmoid(x), 14);
  });
});
