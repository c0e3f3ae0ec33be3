import { expect, test } from 'vitest';
import { ENGINES } from '../../test/engines.ts';
import { backwardSource } from './backward.generated.ts';
import { elementarySource } from './elementary.generated.ts';
import { forwardSource } from './forward.generated.ts';
import { productSource } from './product.generated.ts';
import { product32Source } from './product32.generated.ts';
import { compile, decode } from './source.ts';

test('the plain module compiles, and the fused one where the machine has relaxed SIMD', () => {
  expect(compile(forwardSource, 'simd')).toBeInstanceOf(WebAssembly.Module);
  const fused = compile(forwardSource, 'relaxed');
  if (ENGINES.includes('relaxed')) expect(fused).toBeInstanceOf(WebAssembly.Module);
  else expect(fused).toBeNull();
});

test('fused, every product and the sum that takes it are one instruction', () => {
  const double = { mul: '242,1', add: '240,1', madd: '135,2,1,1,1', mark: '{' };
  const single = { mul: '230,1', add: '228,1', madd: '133,2,1,1,1', mark: '!' };
  for (const [{ wasm }, { mul, add, madd, mark }] of [
    [forwardSource, double],
    [backwardSource, double],
    [productSource, double],
    [elementarySource, double],
    [product32Source, single],
  ] as const) {
    const plain = decode(wasm, false);
    const fused = decode(wasm, true);
    const count = (bytes: Uint8Array, instruction: string): number =>
      bytes.toString().split(new RegExp(`,253,${instruction}(?=,)`)).length - 1;
    const sums = count(fused, madd);
    expect(sums).toBeGreaterThan(0);
    expect(sums).toBe(wasm.split(mark).length - 1);
    expect(count(plain, mul) - count(fused, mul)).toBe(sums);
    expect(count(plain, add) - count(fused, add)).toBe(sums);
    expect(fused.length).toBe(plain.length);
  }
});

test('a module begins as all do', () => {
  expect([...decode(forwardSource.wasm, false).subarray(0, 8)]).toEqual([
    0, 97, 115, 109, 1, 0, 0, 0,
  ]);
});

test('compiles once', () => {
  expect(compile(forwardSource, 'simd')).toBe(compile(forwardSource, 'simd'));
});

test('a module that cannot be had is null, not an error', () => {
  expect(compile({ wasm: '&%' }, 'simd')).toBeNull();
});
