import { expect, test } from 'vitest';
import { ENGINES } from '../../test/engines.ts';
import { elementarySource } from './elementary.generated.ts';
import { productSource } from './product.generated.ts';
import { compile } from './source.ts';
import { sparseSource } from './sparse.generated.ts';
import { walkSource } from './walk.generated.ts';

test('the plain module compiles, and the fused one where the machine has relaxed SIMD', () => {
  expect(compile(walkSource, 'simd')).toBeInstanceOf(WebAssembly.Module);
  const fused = compile(walkSource, 'relaxed');
  if (ENGINES.includes('relaxed')) expect(fused).toBeInstanceOf(WebAssembly.Module);
  else expect(fused).toBeNull();
});

test('offsets point at products and at the sums that take them', () => {
  for (const { wasm, fusable } of [walkSource, productSource, elementarySource]) {
    expect(fusable.length % 2).toBe(0);
    let at = 0;
    for (let k = 0; k < fusable.length; k++) {
      at += fusable[k];
      expect(wasm.slice(2 * at, 2 * at + 6)).toBe(k % 2 === 0 ? 'fdf201' : 'fdf001');
    }
  }
  // gathering is the limit of sparse kernels, and their twin gives the same bits
  expect(sparseSource.fusable).toEqual([]);
});

test('compiles once', () => {
  expect(compile(walkSource, 'simd')).toBe(compile(walkSource, 'simd'));
});

test('a module that cannot be had is null, not an error', () => {
  expect(compile({ wasm: '00ff', fusable: [] }, 'simd')).toBeNull();
});
