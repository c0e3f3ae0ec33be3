import { afterEach, expect, test } from 'vitest';
import { expectClose } from '../test/close.ts';
import { ENGINES } from '../test/engines.ts';
import { denseSample, float32Sample, SHAPES, sparseSample } from '../test/samples.ts';
import { dense } from './dense.ts';
import { useEngine } from './kernels/engine.ts';
import { outerGram } from './outer-gram.ts';
import { toDense } from './to-dense.ts';
import type { Matrix } from './types.ts';

const byDefinition = (A: Matrix): Float64Array => {
  const { rows, cols, data } = toDense(A);
  const c = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < rows; j++) {
      for (let k = 0; k < cols; k++) c[i * rows + j] += data[i * cols + k] * data[j * cols + k];
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
  test.each(SHAPES.filter(([rows]) => rows < 200))(
    `${name}, ${engine}, %i by %i, against the definition`,
    (rows, cols) => {
      useEngine(engine);
      const A = sample(rows, cols);
      const G = outerGram(A);
      expect(G).toMatchObject({ kind: 'dense', rows, cols: rows });
      expectClose(G.data, byDefinition(A), cols + 1);
    },
  );
}

test('writes over what is in out', () => {
  const A = denseSample(3, 5);
  const out = dense(3, 3, new Float64Array(9).fill(9));
  expect(outerGram(A, out)).toBe(out);
  expect(out).toEqual(outerGram(A));
  expect(() => outerGram(A, dense(5, 5))).toThrow('outerGram: out.rows must be 3, got 5');
});
