import { afterEach, describe, expect, test } from 'vitest';
import { expectClose } from '../../test/close.ts';
import { ENGINES } from '../../test/engines.ts';
import { denseSample, float32Sample, numbers, sparseSample } from '../../test/samples.ts';
import { hasWorkers, isPage } from '../../test/threads/workers.ts';
import { dense } from '../dense.ts';
import { gram } from '../gram.ts';
import { useEngine } from '../kernels/engine.ts';
import { multiply } from '../multiply.ts';
import { scaled } from '../scaled.ts';
import { transposeMultiply } from '../transpose-multiply.ts';
import type { Matrix } from '../types.ts';
import { toShared } from './shared.ts';
import { type ThreadedProducts, threadedProducts } from './threaded-products.ts';

/** Large enough for three parts and for kernel memory: 4.8 MB, sparse 4.5 MB. */
const [ROWS, COLS] = [6011, 100];
const MATRICES: Record<string, Matrix> = {
  dense: denseSample(ROWS, COLS),
  float32: float32Sample(ROWS, COLS),
  sparse: sparseSample(ROWS, 250),
  small: denseSample(5, 3),
  'without rows': denseSample(0, 3),
};

const products = new Map<number, ThreadedProducts>();
const withThreads = (threads: number): ThreadedProducts => {
  const made = products.get(threads) ?? threadedProducts({ threads });
  products.set(threads, made);
  return made;
};

afterEach(() => {
  useEngine('auto');
});

describe.each(Object.keys(MATRICES))('%s', (name) => {
  const A = MATRICES[name];
  const { rows, cols } = A;
  const shared = toShared(A as never) as Matrix;
  const d = numbers(rows, 5);
  const [w, W] = [numbers(cols, 6), dense(cols, 3, numbers(3 * cols, 7))];
  const [r, R] = [numbers(rows, 8), dense(rows, 3, numbers(3 * rows, 9))];

  test.each(ENGINES.flatMap((engine) => [1, 2, 3].map((threads) => [engine, threads] as const)))(
    '%s, %i threads: the products of one thread; again the same bits',
    async (engine, threads) => {
      useEngine(engine);
      const P = withThreads(threads);
      const once = {
        gram: P.gram(shared, d).data,
        plainGram: P.gram(shared).data,
        Xw: P.multiply(shared, w),
        XW: P.multiply(shared, W).data,
        Xtr: P.transposeMultiply(shared, r),
        XtR: P.transposeMultiply(shared, R).data,
      };
      expectClose(once.gram, gram(A, d).data, rows + 1);
      expectClose(once.plainGram, gram(A).data, rows + 1);
      expect(once.Xw).toEqual(multiply(A, w));
      expect(once.XW).toEqual(multiply(A, W).data);
      expectClose(once.Xtr, transposeMultiply(A, r), rows + 1);
      expectClose(once.XtR, transposeMultiply(A, R).data, rows + 1);
      // Whoever does the parts, and wherever the numbers lie, the bits are the same.
      const again = {
        gram: (await P.gramAsync(shared, d)).data,
        plainGram: P.gram(A).data,
        Xw: await P.multiplyAsync(shared, w),
        XW: P.multiply(A, W).data,
        Xtr: await P.transposeMultiplyAsync(shared, r),
        XtR: P.transposeMultiply(A, R).data,
      };
      expect(again).toEqual(once);
    },
  );
});

test.each(['dense', 'sparse'])(
  'a view of a shared %s matrix, centred and scaled, gives what one thread makes of it',
  async (name) => {
    const A = toShared(MATRICES[name] as never) as Matrix;
    const { rows, cols } = A;
    const P = withThreads(2);
    const [d, w, r] = [numbers(rows, 5), numbers(cols, 6), numbers(rows, 8)];
    const [W, R] = [dense(cols, 3, numbers(3 * cols, 7)), dense(rows, 3, numbers(3 * rows, 9))];
    const center = numbers(cols, 10);
    const scale = numbers(cols, 11).map((x) => x + 2);
    for (const view of [
      scaled(A, { center, scale }),
      scaled(A, { center }),
      scaled(A, { scale }),
    ]) {
      expect(P.multiply(view, w)).toEqual(multiply(view, w));
      expect(await P.multiplyAsync(view, W)).toEqual(multiply(view, W));
      expectClose(P.transposeMultiply(view, r), transposeMultiply(view, r), 2 * rows);
      const XtR = await P.transposeMultiplyAsync(view, R);
      expectClose(XtR.data, transposeMultiply(view, R).data, 2 * rows);
      const out = dense(cols, cols);
      expect(P.gram(view, d, out)).toBe(out);
      expectClose(out.data, gram(view, d).data, 4 * rows);
      expectClose((await P.gramAsync(view)).data, gram(view).data, 4 * rows);
      expect(P.report().reason).not.toBe('the matrix does not lie in shared memory: use toShared');
      expect(() => P.multiply(view, r)).toThrow(`multiply: B.length must be ${cols}, got ${rows}`);
    }
  },
);

test('says why one thread did it all', () => {
  const P = withThreads(2);
  P.multiply(denseSample(ROWS, COLS), numbers(COLS));
  expect(P.report().reason).toBe('the matrix does not lie in shared memory: use toShared');
});

test.skipIf(!hasWorkers)('workers do take part', async () => {
  const P = threadedProducts({ threads: 2 });
  const A = toShared(denseSample(ROWS, COLS));
  if (isPage) await P.gramAsync(A);
  else P.gram(A);
  expect(P.report()).toEqual({ threads: 2, workers: isPage ? 2 : 1, reason: null });
  P.close();
});

test('writes to out, and names what does not fit as the plain functions do', () => {
  const P = withThreads(2);
  const A = toShared(denseSample(ROWS, COLS));
  const out = new Float64Array(ROWS).fill(7);
  expect(P.multiply(A, numbers(COLS), out)).toBe(out);
  expect(out).toEqual(multiply(A, numbers(COLS)));
  const square = dense(COLS, COLS, numbers(COLS * COLS));
  expect(P.gram(A, null, square)).toBe(square);
  expect(() => P.gram(A, new Float64Array(3))).toThrow('gram: d.length must be 6011, got 3');
  expect(() => P.multiply(A, out)).toThrow('multiply: B.length must be 100, got 6011');
  expect(() => P.multiply(A, numbers(COLS), out.subarray(1))).toThrow(
    'multiply: out.length must be 6011, got 6010',
  );
  expect(() => P.transposeMultiply({} as never, out)).toThrow(
    'transposeMultiply: A must be a DenseMatrix or CsrMatrix',
  );
  expect(() => threadedProducts({ cores: 2 } as never)).toThrow(
    'threadedProducts: unknown option "cores"',
  );
});
