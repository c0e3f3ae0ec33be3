import { expect, test } from 'vitest';
import type { Activation } from '../src/types.ts';

/** Points on both sides of 0, of kinks and of saturation; none at a kink. */
const POINTS = [-30, -7.5, -2, -0.7, -1e-3, 1e-3, 0.4, 1, 3.25, 8, 30];

/**
 * ∂f/∂xⱼ by five-point differences, whose error is of order h⁴. Entry by entry before anything is
 * summed: what does not depend on xⱼ then cancels exactly.
 */
const slopes = (f: (x: Float64Array) => Float64Array, x: Float64Array, j: number): Float64Array => {
  const h = 1e-3 * Math.min(1, Math.abs(x[j]!) / 4);
  const at = (step: number): Float64Array => {
    const moved = x.slice();
    moved[j] = x[j]! + step * h;
    return f(moved);
  };
  const [a, b, c, d] = [at(-2), at(-1), at(1), at(2)] as const;
  return a.map((_, i) => (a[i]! - 8 * b[i]! + 8 * c[i]! - d[i]!) / (12 * h));
};

const close = (got: number, wanted: number, scale: number): void => {
  expect(Math.abs(got - wanted)).toBeLessThanOrEqual(1e-8 * Math.max(scale, Math.abs(wanted)));
};

/**
 * What every activation promises: values within its range, the derivative from the output equal to
 * differences of the values, the same numbers for numbers, vectors, matrices and rows, in place and
 * in both precisions, NaN in gives NaN out.
 */
export const activationContract = (activation: Activation): void => {
  const { name, range, value, vjp } = activation;
  const rows = [POINTS.slice(0, 4), POINTS.slice(4, 8), [0.5, 0.5, -9, 40]];
  const width = 4;
  const flat = new Float64Array(rows.flat());
  const apply = (x: Float64Array, out?: Float64Array | Float32Array) =>
    activation.kind === 'row'
      ? out === undefined
        ? activation.value(x, width)
        : activation.value(x, width, out)
      : out === undefined
        ? activation.value(x)
        : activation.value(x, out);
  const back = (y: Float64Array, c: Float64Array, out?: Float64Array) =>
    activation.kind === 'row'
      ? out === undefined
        ? activation.vjp(y, width, c)
        : activation.vjp(y, width, c, out)
      : out === undefined
        ? activation.vjp(y, c)
        : activation.vjp(y, c, out);

  test(`${name}: values lie in its range`, () => {
    const far = new Float64Array([-1e308, -800, -1, 0, 5e-324, 1, 800, 1e308]);
    for (const y of [...apply(flat), ...apply(far)]) {
      expect(y).toBeGreaterThanOrEqual(range[0]);
      expect(y).toBeLessThanOrEqual(range[1]);
    }
  });

  test(`${name}: the derivative from the output agrees with differences`, () => {
    const y = apply(flat) as Float64Array;
    const c = flat.map((_, i) => Math.cos(i + 1));
    const got = back(y, c);
    for (let j = 0; j < flat.length; j++) {
      const by = slopes((x) => apply(x) as Float64Array, flat, j);
      const wanted = by.reduce((sum, slope, i) => sum + c[i]! * slope, 0);
      close(got[j]!, wanted, 1);
    }
  });

  test(`${name}: one answer, whatever it comes in`, () => {
    const y = apply(flat) as Float64Array;
    const c = flat.map((_, i) => i - 3);
    const g = back(y, c) as Float64Array;
    const matrix = (data: Float64Array) => ({ kind: 'dense', rows: 3, cols: 4, data }) as const;
    expect(value(matrix(flat)).data).toEqual(y);
    expect(vjp(matrix(y), matrix(c)).data).toEqual(g);
    const into = matrix(new Float64Array(12));
    expect(value(matrix(flat), into)).toBe(into);
    expect(into.data).toEqual(y);
    expect(vjp(matrix(y), matrix(c), into)).toBe(into);
    expect(into.data).toEqual(g);
    const x = flat.slice();
    expect(apply(x, x)).toBe(x);
    expect(x).toEqual(y);
    expect(back(x, c, x)).toBe(x);
    expect(x).toEqual(g);
    expect(apply(flat, new Float32Array(12))).toEqual(new Float32Array(y));
    expect(apply(new Float64Array(0))).toHaveLength(0);
    if (activation.kind === 'elementwise') {
      flat.forEach((v, i) => {
        expect(activation.value(v)).toBe(y[i]);
        expect(activation.vjp(y[i]!, c[i]!)).toBe(g[i]);
      });
      expect(activation.value(new Float32Array([0.5]))).toBeInstanceOf(Float32Array);
    } else {
      // A row on its own, and next to others, gives the same bits.
      for (let i = 0; i < 3; i++) {
        const row = flat.slice(4 * i, 4 * i + 4);
        expect(activation.value(row, 4)).toEqual(y.slice(4 * i, 4 * i + 4));
      }
    }
  });

  test(`${name}: NaN is not hidden`, () => {
    const x = flat.slice(0, 4);
    x[2] = Number.NaN;
    expect(apply(x)[2]).toBeNaN();
    if (activation.kind === 'elementwise') expect(activation.value(Number.NaN)).toBeNaN();
  });

  test(`${name}: errors name the function, the argument and what came`, () => {
    const wrong = (f: () => unknown, kind: typeof RangeError | typeof TypeError, words: string) => {
      expect(f).toThrow(kind);
      expect(f).toThrow(words);
    };
    const y = apply(flat) as Float64Array;
    wrong(() => value('x' as never), TypeError, `${name}: `);
    wrong(() => value(null as never), TypeError, 'got null');
    wrong(() => value({ kind: 'csr' } as never), TypeError, 'a DenseMatrix, got an object');
    wrong(
      () => apply(flat, new Float64Array(3)),
      RangeError,
      `${name}: out.length must be 12, got 3`,
    );
    wrong(() => apply(flat, [0] as never), TypeError, `${name}: out must be a Float64Array`);
    wrong(
      () => back(y, new Float64Array(3)),
      RangeError,
      `${name}Vjp: cotangent.length must be 12`,
    );
    const matrix = { kind: 'dense', rows: 3, cols: 4, data: flat } as const;
    const other = { kind: 'dense', rows: 4, cols: 3, data: flat.slice() } as const;
    wrong(() => value(matrix, other), RangeError, `${name}: out.rows must be 3, got 4`);
    wrong(() => vjp(matrix, other), RangeError, `${name}Vjp: cotangent.rows must be 3, got 4`);
    wrong(
      () => vjp(matrix, flat as never),
      TypeError,
      `${name}Vjp: cotangent must be a DenseMatrix`,
    );
  });
};
