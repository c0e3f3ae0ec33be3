import { afterEach, expect, test } from 'vitest';
import { ENGINES } from '../test/engines.ts';
import { denseSample, float32Sample, numbers, SHAPES, sparseSample } from '../test/samples.ts';
import { transposed } from '../test/transposed.ts';
import { allocate } from './allocate.ts';
import { dense } from './dense.ts';
import { engineOf } from './engine-of.ts';
import { gram } from './gram.ts';
import { gramFloat32 } from './gram-float32.ts';
import { useEngine } from './kernels/engine.ts';
import type { DenseMatrix, FloatArray } from './types.ts';

const BOUND = (130 * 2 ** -24) / (1 - 130 * 2 ** -24);

const absolute = (A: DenseMatrix): DenseMatrix => dense(A.rows, A.cols, A.data.map(Math.abs));

/** Largest error relative to its bound, over all entries: must not be above 1. */
const shareOfBound = (A: DenseMatrix, d: FloatArray | null, G: FloatArray): number => {
  const exact = gram(A, d).data;
  const sizes = gram(absolute(A), d === null ? null : d.map(Math.abs)).data;
  let worst = 0;
  for (let k = 0; k < G.length; k++) {
    if (G[k] === exact[k]) continue;
    worst = Math.max(worst, Math.abs(G[k] - exact[k]) / (BOUND * sizes[k]));
  }
  return worst;
};

afterEach(() => {
  useEngine('auto');
});

for (const engine of ENGINES) {
  test.each([...SHAPES.filter(([, cols]) => cols < 200), [300, 77] as const])(
    `${engine}, %i by %i: within the bound of the sums in float64, symmetric to the bit`,
    (rows, cols) => {
      useEngine(engine);
      const A = float32Sample(rows, cols);
      for (const d of [null, numbers(rows, 5), Float32Array.from(numbers(rows, 6))]) {
        const G = gramFloat32(A, d);
        expect(G).toMatchObject({ kind: 'dense', rows: cols, cols });
        expect(shareOfBound(A, d, G.data)).toBeLessThanOrEqual(1);
        expect(G.data).toEqual(transposed(G.data, cols, cols));
      }
    },
  );

  test(`${engine}: the error does not grow with the rows`, () => {
    useEngine(engine);
    // All terms positive and equal: a sum of 200 000 in float32 alone is off by more than 1e-4.
    const A = dense(200_000, 1, new Float32Array(200_000).fill(0.1));
    expect(shareOfBound(A, null, gramFloat32(A).data)).toBeLessThanOrEqual(1);
  });

  test(`${engine}: is in float32, and exact where float32 is`, () => {
    useEngine(engine);
    const A = float32Sample(300, 9);
    expect(gramFloat32(A).data).not.toEqual(gram(A).data);
    const whole = dense(300, 9, A.data.map((x) => Math.round(8 * x)) as Float32Array);
    const d = numbers(300, 5).map((x) => Math.round(4 * x));
    expect(gramFloat32(whole, d)).toEqual(gram(whole, d));
  });
}

test.each(ENGINES.filter((engine) => engine !== 'plain'))(
  '%s: near the plain twin, which rounds each step once',
  (engine) => {
    const A = float32Sample(300, 21);
    const d = numbers(300, 5);
    useEngine('plain');
    const twin = gramFloat32(A, d).data;
    useEngine(engine);
    const got = gramFloat32(A, d).data;
    // Fused sums round as the twin does, but for its rounding twice; others at each product as well.
    const allowed = engine === 'relaxed' ? 1e-7 : 1e-5;
    const worst = Math.max(...got.map((x, k) => Math.abs(x - twin[k])));
    expect(worst).toBeLessThan(allowed);
  },
);

test('a matrix in kernel memory gives the same bits as one outside', () => {
  const [rows, cols] = [20_011, 53];
  const inside = allocate(rows, cols, 'float32');
  inside.data.set(numbers(rows * cols));
  if (useEngine() !== 'plain') expect(engineOf(inside.data)).toBeDefined();
  const outside = dense(rows, cols, Float32Array.from(inside.data));
  const d = numbers(rows, 5);
  const G = gramFloat32(inside, d);
  expect(G).toEqual(gramFloat32(outside, d));
  expect(shareOfBound(outside, d, G.data)).toBeLessThanOrEqual(1);
});

test('wider than one block of the kernels', () => {
  const A = float32Sample(140, 1030);
  const d = numbers(140, 5);
  const G = gramFloat32(A, d).data;
  expect(shareOfBound(A, d, G)).toBeLessThanOrEqual(1);
  expect(G).toEqual(transposed(G, 1030, 1030));
});

test('writes over what is in out', () => {
  const A = float32Sample(5, 3);
  const out = dense(3, 3, new Float64Array(9).fill(9));
  expect(gramFloat32(A, null, out)).toBe(out);
  expect(out).toEqual(gramFloat32(A));
});

test('NaN comes through a zero weight', () => {
  const A = dense(2, 2, Float32Array.of(Number.NaN, 1, 1, 2));
  const { data } = gramFloat32(A, Float64Array.of(0, 1));
  expect(data).toEqual(Float64Array.of(Number.NaN, Number.NaN, Number.NaN, 4));
});

test('names what does not fit', () => {
  const A = float32Sample(5, 3);
  expect(() => gramFloat32(denseSample(5, 3))).toThrow(
    'gramFloat32: A.data must be a Float32Array, got a Float64Array of length 15',
  );
  expect(() => gramFloat32(sparseSample(5, 3) as never)).toThrow(
    'gramFloat32: A must be a DenseMatrix',
  );
  expect(() => gramFloat32(A, new Float64Array(3))).toThrow(
    'gramFloat32: d.length must be 5, got 3',
  );
  expect(() => gramFloat32(A, null, dense(2, 3))).toThrow('gramFloat32: out.rows must be 3, got 2');
});
