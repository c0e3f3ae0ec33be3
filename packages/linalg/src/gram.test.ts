import { afterEach, expect, test } from 'vitest';
import { expectClose } from '../test/close.ts';
import { ENGINES } from '../test/engines.ts';
import { denseSample, float32Sample, numbers, SHAPES, sparseSample } from '../test/samples.ts';
import { transposed } from '../test/transposed.ts';
import { dense } from './dense.ts';
import { fromRows } from './from-rows.ts';
import { gram } from './gram.ts';
import { useEngine } from './kernels/engine.ts';
import { toDense } from './to-dense.ts';
import { transposeMultiply } from './transpose-multiply.ts';
import type { Matrix } from './types.ts';

const byDefinition = (A: Matrix, d: Float64Array | null): Float64Array => {
  const { rows, cols, data } = toDense(A);
  const c = new Float64Array(cols * cols);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      const x = (d === null ? 1 : d[i]) * data[i * cols + j];
      for (let k = 0; k < cols; k++) c[j * cols + k] += x * data[i * cols + k];
    }
  }
  return c;
};

const KINDS = { float64: denseSample, float32: float32Sample, csr: sparseSample };

afterEach(() => {
  useEngine('auto');
});

for (const [name, sample, engine] of Object.entries(KINDS).flatMap(([name, sample]) =>
  (name === 'csr' ? (['plain'] as const) : ENGINES).map((e) => [name, sample, e] as const),
)) {
  test.each(SHAPES.filter(([, cols]) => cols < 200))(
    `${name}, ${engine}, %i by %i, against the definition, symmetric to the bit`,
    (rows, cols) => {
      useEngine(engine);
      const A = sample(rows, cols);
      const d = numbers(rows, 5);
      for (const weights of [null, d]) {
        const G = gram(A, weights);
        expect(G).toMatchObject({ kind: 'dense', rows: cols, cols });
        expectClose(G.data, byDefinition(A, weights), rows + 1);
        expect(G.data).toEqual(transposed(G.data, cols, cols));
      }
    },
  );
}

test('writes over what is in out', () => {
  const A = denseSample(5, 3);
  const out = dense(3, 3, new Float64Array(9).fill(9));
  expect(gram(A, null, out)).toBe(out);
  expect(out).toEqual(gram(A));
});

test('NaN comes through a zero weight', () => {
  const G = gram(
    fromRows([
      [Number.NaN, 1],
      [1, 2],
    ]),
    Float64Array.of(0, 1),
  );
  expect(G.data).toEqual(Float64Array.of(Number.NaN, Number.NaN, Number.NaN, 4));
});

test('names what does not fit', () => {
  const A = denseSample(5, 3);
  expect(() => gram(A, new Float64Array(3))).toThrow('gram: d.length must be 5, got 3');
  expect(() => gram(A, null, dense(2, 3))).toThrow('gram: out.rows must be 3, got 2');
  expect(() => gram({ kind: 'table' } as never)).toThrow(
    'gram: A must be a DenseMatrix or CsrMatrix',
  );
});

test('wider than one block of the kernels', () => {
  const A = denseSample(70, 1030);
  const d = numbers(70, 5);
  const G = gram(A, d);
  const scaled = dense(70, 1030, A.data.map((x, k) => x * d[Math.floor(k / 1030)]) as Float64Array);
  expectClose(G.data, transposeMultiply(A, scaled).data, 71);
  expect(G.data).toEqual(transposed(G.data, 1030, 1030));
});
