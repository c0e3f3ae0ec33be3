import { afterEach, expect, test } from 'vitest';
import { denseSample } from '../test/samples.ts';
import { engineOf } from './engine-of.ts';
import { gram } from './gram.ts';
import { useEngine } from './kernels/engine.ts';
import { type ScratchAllocate, withScratch } from './with-scratch.ts';

const hasKernels = useEngine('auto') !== 'plain';

/** 1.6 MB of float64. */
const some = (allocate: ScratchAllocate) => allocate(1000, 200);

afterEach(() => {
  useEngine('auto');
});

test.runIf(hasKernels)(
  'large matrices lie in kernel memory, and the next work gets it again',
  () => {
    const first = withScratch((allocate) => {
      const A = some(allocate);
      expect(A).toMatchObject({ kind: 'dense', rows: 1000, cols: 200 });
      expect(A.data).toBeInstanceOf(Float64Array);
      expect(A.data).toHaveLength(200_000);
      expect(engineOf(A.data)).toBeDefined();
      return A.data.buffer;
    });
    const again = withScratch((allocate) => allocate(500, 300, 'float32'));
    expect(again.data).toBeInstanceOf(Float32Array);
    // 600 kB: below what is worth it.
    expect(again.data.buffer).not.toBe(first);
    expect(withScratch((allocate) => allocate(1000, 300, 'float32')).data.buffer).toBe(first);
  },
);

test.runIf(hasKernels)('matrices of one work, and of one within it, are apart', () => {
  withScratch((allocate) => {
    const A = some(allocate);
    const B = some(allocate);
    A.data.fill(1);
    B.data.fill(2);
    const C = withScratch((inner) => {
      const C = some(inner);
      C.data.fill(3);
      return C;
    });
    expect(new Set([A, B, C].map(({ data }) => data.buffer)).size).toBe(3);
    expect(A.data.every((a) => a === 1)).toBe(true);
    expect(B.data.every((b) => b === 2)).toBe(true);
  });
});

test.runIf(hasKernels)('more than are kept are made all the same', () => {
  withScratch((allocate) => {
    const all = Array.from({ length: 7 }, () => some(allocate).data.buffer);
    expect(new Set(all).size).toBe(7);
  });
});

test.runIf(hasKernels)('an error gives memory back', () => {
  let buffer: ArrayBufferLike | undefined;
  const broken = () =>
    withScratch((allocate) => {
      buffer = some(allocate).data.buffer;
      throw new Error('no');
    });
  expect(broken).toThrow('no');
  const used = withScratch((allocate) =>
    Array.from({ length: 8 }, () => some(allocate).data.buffer),
  );
  expect(used).toContain(buffer);
});

test('products are those of ordinary memory, whatever was there before', () => {
  const A = denseSample(1000, 200);
  withScratch((allocate) => some(allocate).data.fill(Number.NaN));
  const G = withScratch((allocate) => {
    const B = some(allocate);
    B.data.set(A.data);
    return gram(B);
  });
  expect(G).toEqual(gram(A));
});

test('without kernels it is ordinary memory', () => {
  useEngine('plain');
  withScratch((allocate) => {
    const { data } = some(allocate);
    expect(engineOf(data)).toBeUndefined();
    expect(data.every((a) => a === 0)).toBe(true);
  });
});

test('what is no size is named', () => {
  expect(() => withScratch((allocate) => allocate(-1, 2))).toThrow('allocate: rows must be');
  expect(() => withScratch((allocate) => allocate(2, 0.5))).toThrow('allocate: cols must be');
  expect(() => withScratch((allocate) => allocate(1000, 2000, 'float16' as never))).toThrow(
    "allocate: storage must be 'float64' or 'float32'",
  );
});
