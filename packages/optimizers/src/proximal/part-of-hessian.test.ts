import { cholesky, dense, multiply } from '@betahat/linalg';
import { RandomState } from '@betahat/random';
import { expect, test } from 'vitest';
import { corrected, partOf, partProduct, raised } from './part-of-hessian.ts';

const random = new RandomState(2);
const N = 7;
const A = dense(N, N, Float64Array.from(random.randn(N * N)));
const H = dense(N, N);
for (let i = 0; i < N; i++) {
  for (let j = 0; j < N; j++) {
    for (let k = 0; k < N; k++) H.data[i * N + j] += A.data[i * N + k] * A.data[j * N + k];
  }
  H.data[i * N + i] += 0.5;
}
const part = { columns: Uint32Array.of(1, 2, 4, 5, 8, 9, 12), H };
const vector = () => Float64Array.from(random.randn(N));

test('products and parts', () => {
  const v = vector();
  const wanted = multiply(H, v) as Float64Array;
  partProduct(part, v).forEach((value, i) => {
    expect(value).toBeCloseTo(wanted[i], 12);
  });
  expect([...partOf(Uint32Array.of(0, 3), v)]).toEqual([v[0], v[3]]);
});

test('corrected: agrees with the change of the gradient, symmetric, still positive definite', () => {
  const s = vector();
  const y = (multiply(H, s) as Float64Array).map((value, i) => 1.5 * value + 0.01 * i);
  const next = corrected(part, s, y, 0);
  partProduct(next, s).forEach((value, i) => {
    expect(value).toBeCloseTo(y[i], 11);
  });
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < i; j++) {
      expect(next.H.data[i * N + j]).toBeCloseTo(next.H.data[j * N + i], 12);
    }
  }
  expect(() => cholesky(next.H)).not.toThrow();
  expect(part.H.data).not.toBe(next.H.data);
});

test('not by what only rounding, or no convex function, can say', () => {
  const s = vector();
  const y = multiply(H, s) as Float64Array;
  expect(corrected(part, s, y, 1e9)).toBe(part);
  const backwards = y.map((value) => -value);
  expect(corrected(part, s, backwards, 0)).toBe(part);
});

test('raised: on the diagonal, by variable', () => {
  const { data } = raised(part, (j) => j).H;
  data.forEach((value, at) => {
    const [i, j] = [Math.floor(at / N), at % N];
    expect(value).toBe(H.data[at] + (i === j ? part.columns[i] : 0));
  });
});
