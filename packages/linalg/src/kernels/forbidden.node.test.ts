import { afterEach, expect, test, vi } from 'vitest';
import { denseSample, numbers } from '../../test/samples.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The package anew, in a world with this WebAssembly. */
const packageWith = async (webAssembly: object | undefined) => {
  vi.resetModules();
  vi.stubGlobal('WebAssembly', webAssembly);
  return await import('../index.ts');
};

const forbidden = () => {
  throw new EvalError('Refused to compile: unsafe-eval is not an allowed source of script');
};

test.each([
  ['forbids compiling', { Memory: WebAssembly.Memory, Module: forbidden, Instance: forbidden }],
  ['forbids memory', { Memory: forbidden, Module: WebAssembly.Module, Instance: forbidden }],
  ['has no WebAssembly', undefined],
])('a machine that %s computes in plain TypeScript', async (_, webAssembly) => {
  const whole = await import('../index.ts');
  const A = denseSample(37, 11);
  const b = numbers(11, 3);
  const expected = whole.multiply(A, b);
  const expectedGram = whole.gram(A);
  const plain = await packageWith(webAssembly);
  expect(plain.allocate(3000, 300).data.length).toBe(900_000);
  const product = plain.multiply(A, b);
  const square = plain.gram(A);
  product.forEach((x, i) => {
    expect(x).toBeCloseTo(expected[i], 12);
  });
  square.data.forEach((x, i) => {
    expect(x).toBeCloseTo(expectedGram.data[i], 12);
  });
  expect(plain.exp(b)[2]).toBeCloseTo(Math.exp(b[2]), 12);
  expect(plain.rowWalk(A, 2).engine).toBeUndefined();
});
