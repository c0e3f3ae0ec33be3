import { afterEach, expect, test } from 'vitest';
import { expectClose } from '../test/close.ts';
import { ENGINES } from '../test/engines.ts';
import { denseSample, float32Sample, numbers, SHAPES, sparseSample } from '../test/samples.ts';
import { allocate } from './allocate.ts';
import { dense } from './dense.ts';
import { useEngine } from './kernels/engine.ts';
import { multiply } from './multiply.ts';
import { rowRange } from './row-range.ts';
import { type RowWalk, rowWalk } from './row-walk.ts';
import { transposeMultiply } from './transpose-multiply.ts';
import type { Matrix } from './types.ts';

const KINDS = { float64: denseSample, float32: float32Sample, csr: sparseSample };

/** X·Wᵀ + b by products. */
const logitsOf = (X: Matrix, w: Float64Array, b: Float64Array | null, outputs: number) => {
  const transposed = new Float64Array(w.length);
  for (let k = 0; k < outputs; k++) {
    for (let j = 0; j < X.cols; j++) transposed[j * outputs + k] = w[k * X.cols + j];
  }
  const { data } = multiply(X, dense(X.cols, outputs, transposed));
  return data.map((x, i) => x + (b === null ? 0 : b[i % outputs])) as Float64Array;
};

/** All logits of a pass, and how often each row came. */
const collect = (walk: RowWalk, w: Float64Array, b: Float64Array | null) => {
  const logits = new Float64Array(walk.rows * walk.outputs);
  const seen = new Uint8Array(walk.rows);
  walk.forward(w, b, (block, start, count) => {
    expect(block.length).toBe(count * walk.outputs);
    logits.set(block, start * walk.outputs);
    for (let i = start; i < start + count; i++) seen[i] += 1;
    block.fill(Number.NaN);
  });
  expect(seen.every((times) => times === 1)).toBe(true);
  return logits;
};

afterEach(() => {
  useEngine('auto');
});

for (const [name, sample] of Object.entries(KINDS)) {
  const engines = ENGINES;
  for (const [engine, outputs] of engines.flatMap((e) =>
    (name === 'float32' ? [1, 3] : [1, 2, 3, 10]).map((k) => [e, k] as const),
  )) {
    test.each(SHAPES)(`${name}, ${engine}, ${outputs} outputs, %i by %i`, (rows, cols) => {
      useEngine(engine);
      const X = sample(rows, cols);
      const w = numbers(outputs * cols, 3);
      for (const b of [null, numbers(outputs, 4)]) {
        const walk = rowWalk(X, outputs);
        expect(walk).toMatchObject({ rows, cols, outputs });
        const logits = logitsOf(X, w, b, outputs);
        expectClose(collect(walk, w, b), logits, cols + 2);

        const gradient = numbers(outputs * cols, 5);
        const interceptGradient = b === null ? null : numbers(outputs, 6);
        const expectedIntercept = interceptGradient?.slice() ?? new Float64Array(outputs);
        const before = gradient.slice();
        const residuals = logits.map((x) => x * x - 1);
        walk.fused(
          w,
          b,
          (block) => {
            for (let i = 0; i < block.length; i++) block[i] = block[i] * block[i] - 1;
          },
          gradient,
          interceptGradient,
        );
        const { data } = transposeMultiply(X, dense(rows, outputs, residuals));
        const expected = before.map(
          (g, k) => g + data[(k % cols) * outputs + Math.floor(k / cols)],
        );
        const size = (rows + 1) * (cols + 2) ** 2;
        expectClose(gradient, expected, size);
        residuals.forEach((r, i) => {
          expectedIntercept[i % outputs] += r;
        });
        if (interceptGradient !== null) expectClose(interceptGradient, expectedIntercept, size);
      }
    });
  }

  test.each(engines)(
    `${name}, %s: a row's logits depend neither on rows beside nor on blocks`,
    (engine) => {
      useEngine(engine);
      const X = sample(101, 67);
      for (const outputs of [1, 3, 4]) {
        const w = numbers(outputs * 67, 3);
        const b = numbers(outputs, 4);
        const whole = collect(rowWalk(X, outputs), w, b);
        expect(collect(rowWalk(X, outputs, { blockRows: 7 }), w, b)).toEqual(whole);
        for (let i = 0; i < 101; i++) {
          expect(collect(rowWalk(rowRange(X, i, i + 1), outputs), w, b)).toEqual(
            whole.subarray(i * outputs, (i + 1) * outputs),
          );
        }
      }
    },
  );
}

test('sparse passes give the same bits by kernels and in plain TypeScript', () => {
  for (const [rows, cols] of [
    [300, 12],
    [40, 200],
    [9, 3],
    [4099, 40], // two full blocks and a row
    [700, 130], // blocks that their entries end
  ]) {
    for (const outputs of [1, 2, 5]) {
      const X = sparseSample(rows, cols);
      const run = () => {
        const gradient = numbers(outputs * cols, 5);
        const walk = rowWalk(X, outputs);
        const logits = collect(walk, numbers(outputs * cols, 3), numbers(outputs, 4));
        walk.fused(numbers(outputs * cols, 3), null, () => {}, gradient, null);
        return { logits, gradient };
      };
      const byKernels = run();
      useEngine('plain');
      expect(run()).toEqual(byKernels);
      useEngine('auto');
    }
  }
});

test('a matrix in kernel memory gives the same bits as one outside', () => {
  const inside = allocate(8003, 67);
  inside.data.set(numbers(8003 * 67));
  const outside = dense(8003, 67, numbers(8003 * 67));
  for (const outputs of [1, 3]) {
    const w = numbers(outputs * 67, 3);
    const b = numbers(outputs, 4);
    expect(collect(rowWalk(inside, outputs), w, b)).toEqual(
      collect(rowWalk(outside, outputs), w, b),
    );
    const gradients = [inside, outside].map((X) => {
      const gradient = new Float64Array(outputs * 67);
      const intercept = new Float64Array(outputs);
      rowWalk(X, outputs).fused(w, b, () => {}, gradient, intercept);
      return { gradient, intercept };
    });
    expect(gradients[0]).toEqual(gradients[1]);
    const part = rowRange(inside, 3, 7999);
    expect(collect(rowWalk(part, outputs), w, b)).toEqual(
      collect(rowWalk(rowRange(outside, 3, 7999), outputs), w, b),
    );
  }
});

test('the same pass gives the same bits, and blocks come in the same order', () => {
  const X = denseSample(500, 9);
  const w = numbers(9, 3);
  const run = () => {
    const order: number[] = [];
    const gradient = new Float64Array(9);
    rowWalk(X, 1, { blockRows: 30 }).fused(
      w,
      null,
      (_, start) => order.push(start),
      gradient,
      null,
    );
    return { order, gradient };
  };
  expect(run()).toEqual(run());
});

test('walks may be nested', () => {
  const X = denseSample(300, 5);
  const w = numbers(5, 3);
  const inner = multiply(X, w);
  const outer = collect(rowWalk(X, 1), w, null);
  rowWalk(X, 1, { blockRows: 50 }).forward(w, null, (logits, start, count) => {
    const again = collect(rowWalk(X, 1), w, null);
    expect(again).toEqual(outer);
    expectClose(logits, inner.subarray(start, start + count), 6);
  });
});

test('an error thrown by visit comes out, and the walk still works', () => {
  const X = denseSample(300, 5);
  const walk = rowWalk(X, 1);
  const w = numbers(5, 3);
  const before = collect(walk, w, null);
  expect(() =>
    walk.forward(w, null, () => {
      throw new Error('stop');
    }),
  ).toThrow('stop');
  expect(collect(walk, w, null)).toEqual(before);
});

test('NaN in a row reaches that row only', () => {
  const X = denseSample(40, 6);
  X.data[7 * 6 + 3] = Number.NaN;
  const logits = collect(rowWalk(X, 1), numbers(6, 3), null);
  logits.forEach((x, i) => {
    expect(Number.isNaN(x)).toBe(i === 7);
  });
});

test('names what does not fit', () => {
  const X = denseSample(4, 3);
  const walk = rowWalk(X, 2);
  const w = new Float64Array(6);
  expect(() => rowWalk(X, 0)).toThrow('rowWalk: outputs must be at least 1, got 0');
  expect(() => rowWalk([[1]] as never, 1)).toThrow('rowWalk: X must be a DenseMatrix or CsrMatrix');
  expect(() => rowWalk(X, 1, { block: 3 } as never)).toThrow('rowWalk: unknown option "block"');
  expect(() => rowWalk(X, 1, { blockRows: 0 })).toThrow('rowWalk: blockRows must be at least 1');
  expect(() => walk.forward(new Float64Array(3), null, () => {})).toThrow(
    'forward: coefficients.length must be 6, got 3',
  );
  expect(() => walk.forward(w, new Float64Array(3), () => {})).toThrow(
    'forward: intercepts.length must be 2, got 3',
  );
  expect(() => walk.forward(w, null, undefined as never)).toThrow(
    'forward: visit must be a function',
  );
  expect(() => walk.fused(w, null, () => {}, new Float64Array(5), null)).toThrow(
    'fused: gradient.length must be 6, got 5',
  );
});
