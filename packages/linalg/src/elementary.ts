import { output, vector } from './arguments.ts';
import { kernelsIn, stagingArena, WORK_START } from './kernels/arena.ts';
import { elementarySource } from './kernels/elementary.generated.ts';
import type { FloatArray } from './types.ts';

/** What assembly/elementary.ts exports: `count` a multiple of four. */
interface ElementaryKernels {
  readonly expInPlace: (address: number, count: number) => void;
  readonly expm1InPlace: (address: number, count: number) => void;
  readonly log1pInPlace: (address: number, count: number) => void;
}

/** Numbers that are staged at a time: 16 kB, half a first-level cache. */
const BLOCK = 2048;

/** A function of arrays from its kernel and its plain twin. */
const elementwise =
  (where: string, kernel: keyof ElementaryKernels, plain: (x: number) => number) =>
  (x: FloatArray, out?: Float64Array): Float64Array => {
    vector(where, 'x', x);
    const result = out ?? new Float64Array(x.length);
    if (out !== undefined) output(where, 'out', out, x.length);
    const arena = stagingArena();
    const run = arena && kernelsIn<ElementaryKernels>(arena, elementarySource)?.[kernel];
    if (!arena || !run) {
      for (let i = 0; i < x.length; i++) result[i] = plain(x[i]);
      return result;
    }
    const at = WORK_START / 8;
    for (let start = 0; start < x.length; start += BLOCK) {
      const count = Math.min(BLOCK, x.length - start);
      arena.f64.set(x.subarray(start, start + count), at);
      arena.f64.fill(0, at + count, at + count + 3);
      run(WORK_START, 4 * Math.ceil(count / 4));
      result.set(arena.f64.subarray(at, at + count), start);
    }
    return result;
  };

/**
 * e^xᵢ for each entry, within 2 units in the last place (measured: 1) over the whole range: 0 below
 * −745.1, denormal results rounded once, ∞ above 709.8, NaN where x is.
 *
 * @param out where the results go (may be x itself); a new array otherwise
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * exp(Float64Array.of(0, 1)); // Float64Array [1, 2.718281828459045]
 */
export const exp: (x: FloatArray, out?: Float64Array) => Float64Array = /* @__PURE__ */ elementwise(
  'exp',
  'expInPlace',
  Math.exp,
);

/**
 * e^xᵢ − 1 for each entry, exact for small x where exp(x) − 1 loses digits; within 2 units in the last
 * place over the whole range.
 *
 * @param out where the results go (may be x itself); a new array otherwise
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * expm1(Float64Array.of(1e-20)); // Float64Array [1e-20]
 */
export const expm1: (x: FloatArray, out?: Float64Array) => Float64Array =
  /* @__PURE__ */ elementwise('expm1', 'expm1InPlace', Math.expm1);

/**
 * log(1 + xᵢ) for each entry, exact for small x where log(1 + x) loses digits; within 2 units in the
 * last place over the whole range. −∞ at −1, NaN below.
 *
 * @param out where the results go (may be x itself); a new array otherwise
 * @throws TypeError or RangeError that names the argument, what was expected and what came
 * @example
 * log1p(Float64Array.of(1e-20)); // Float64Array [1e-20]
 */
export const log1p: (x: FloatArray, out?: Float64Array) => Float64Array =
  /* @__PURE__ */ elementwise('log1p', 'log1pInPlace', Math.log1p);
