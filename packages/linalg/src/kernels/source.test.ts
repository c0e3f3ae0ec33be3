import { expect, test } from 'vitest';
import { compile } from './source.ts';
import { walkSource } from './walk.generated.ts';

test('the plain module compiles, and the fused one where the machine has relaxed SIMD', () => {
  expect(compile(walkSource, 'simd')).toBeInstanceOf(WebAssembly.Module);
  expect(compile(walkSource, 'relaxed')).toBeInstanceOf(WebAssembly.Module);
});

test('compiles once', () => {
  expect(compile(walkSource, 'simd')).toBe(compile(walkSource, 'simd'));
});

test('a module that cannot be had is null, not an error', () => {
  expect(compile({ wasm: '00ff', fusable: [] }, 'simd')).toBeNull();
});
