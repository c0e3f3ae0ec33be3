import { expect, test } from 'vitest';
import { ENGINES } from '../../test/engines.ts';
import { elementarySource } from './elementary.generated.ts';
import { productSource } from './product.generated.ts';
import { product32Source } from './product32.generated.ts';
import { compile, decode } from './source.ts';
import { sparseSource } from './sparse.generated.ts';
import { walkSource } from './walk.generated.ts';

test('the plain module compiles, and the fused one where the machine has relaxed SIMD', () => {
  expect(compile(walkSource, 'simd')).toBeInstanceOf(WebAssembly.Module);
  const fused = compile(walkSource, 'relaxed');
  if (ENGINES.includes('relaxed')) expect(fused).toBeInstanceOf(WebAssembly.Module);
  else expect(fused).toBeNull();
});

test('offsets point at products and at the sums that take them', () => {
  const [double, single] = [0xf2, 0xe6];
  for (const [{ wasm, fusable }, product] of [
    [walkSource, double],
    [productSource, double],
    [elementarySource, double],
    [product32Source, single],
  ] as const) {
    expect(fusable.length).toBeGreaterThan(0);
    const bytes = decode(wasm);
    expect(fusable.length % 2).toBe(0);
    let at = 0;
    for (let k = 0; k < fusable.length; k++) {
      at += fusable[k];
      const instruction = [0xfd, k % 2 === 0 ? product : product - 2, 1];
      expect([...bytes.subarray(at, at + 3)]).toEqual(instruction);
    }
  }
  // gathering is the limit of sparse kernels, and their twin gives the same bits
  expect(sparseSource.fusable).toEqual([]);
});

test('a module begins as all do', () => {
  expect([...decode(walkSource.wasm).subarray(0, 8)]).toEqual([0, 97, 115, 109, 1, 0, 0, 0]);
});

test('compiles once', () => {
  expect(compile(walkSource, 'simd')).toBe(compile(walkSource, 'simd'));
});

test('a module that cannot be had is null, not an error', () => {
  expect(compile({ wasm: '&%', fusable: [] }, 'simd')).toBeNull();
});
