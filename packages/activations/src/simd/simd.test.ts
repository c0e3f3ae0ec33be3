import { useEngine } from '@betahat/linalg';
import { afterEach, expect, test } from 'vitest';
import reference from '../../test/fixtures/reference.json';
import { ulps } from '../../test/ulp.ts';
import { logSigmoid, logSoftmax, sigmoid, softmax, softplus } from '../index.ts';
import {
  logSigmoid as logSigmoidSimd,
  logSoftmax as logSoftmaxSimd,
  sigmoid as sigmoidSimd,
  softmax as softmaxSimd,
  softplus as softplusSimd,
} from './index.ts';

const plain = { logSigmoid, logSoftmax, sigmoid, softmax, softplus };
const simd = {
  logSigmoid: logSigmoidSimd,
  logSoftmax: logSoftmaxSimd,
  sigmoid: sigmoidSimd,
  softmax: softmaxSimd,
  softplus: softplusSimd,
};

afterEach(() => {
  useEngine('auto');
});

/** The engines of this machine. */
const engines = (['relaxed', 'simd', 'plain'] as const).filter((engine) => {
  try {
    return useEngine(engine) === engine;
  } catch {
    return false;
  }
});

const vectors = ['sigmoid', 'softplus', 'logSigmoid'] as const;
const rowwise = ['softmax', 'logSoftmax'] as const;

test.each(engines.flatMap((e) => vectors.map((name) => [e, name] as const)))(
  '%s %s is within 4 ulp from 5e-324 to 1.8e308',
  (engine, name) => {
    useEngine(engine);
    const points = reference.elementwise;
    const got = simd[name](new Float64Array(points.map(({ x }) => x)));
    points.forEach((point, i) => {
      expect(ulps(got[i]!, point[name]), `${name}(${point.x})`).toBeLessThanOrEqual(4);
    });
  },
);

test.each(engines.flatMap((e) => rowwise.map((name) => [e, name] as const)))(
  '%s %s is within 4 ulp for up to 10 classes, 16 for 1000',
  (engine, name) => {
    useEngine(engine);
    for (const row of reference.rowwise) {
      const width = row.x.length;
      const got = simd[name](new Float64Array(row.x), width);
      row[name].forEach((exact, j) => {
        const most = width <= 10 ? 4 : 16;
        expect(ulps(got[j]!, exact), `${name}([${row.x.slice(0, 5)}])[${j}]`).toBeLessThanOrEqual(
          most,
        );
      });
    }
  },
);

test.each(engines)('%s: infinities and NaN as the plain functions have them', (engine) => {
  useEngine(engine);
  const same = (got: Float64Array, wanted: Float64Array, what: string) => {
    wanted.forEach((w, i) => {
      if (Number.isFinite(w)) expect(ulps(got[i]!, [w, 0]), what).toBeLessThanOrEqual(4);
      else expect(got[i], what).toBe(w);
    });
  };
  const INF = Number.POSITIVE_INFINITY;
  const NAN = Number.NaN;
  const x = new Float64Array([INF, -INF, NAN, 0, -0, 1e308, -1e308, -745, -708.5, 710]);
  for (const name of vectors) same(simd[name](x), plain[name](x), name);
  for (const list of [
    [INF, 0, -INF],
    [0, -INF, 3],
    [INF, INF, 0],
    [-INF, -INF, -INF],
    [NAN, 0, 1],
    [0, NAN, INF],
    [1e300, -1e300, 1e308],
  ]) {
    const row = new Float64Array(list);
    for (const name of rowwise) same(simd[name](row, 3), plain[name](row, 3), `${name}(${list})`);
  }
});

test.each(engines)('%s: any length, in place, single precision', (engine) => {
  useEngine(engine);
  for (const length of [0, 1, 2, 3, 5, 2047, 2048, 2049, 5000]) {
    const x = Float64Array.from({ length }, (_, i) => 10 * Math.sin(i));
    const wanted = plain.sigmoid(x);
    const got = simd.sigmoid(x, x);
    expect(got).toBe(x);
    wanted.forEach((w, i) => {
      expect(ulps(got[i]!, [w, 0])).toBeLessThanOrEqual(4);
    });
  }
  for (const width of [1, 2, 3, 4, 5, 6, 7, 8, 9, 3000]) {
    for (const rows of [0, 1, 2, 3, 700]) {
      if (rows * width > 10_000) continue;
      const x = Float64Array.from({ length: rows * width }, (_, i) => 10 * Math.sin(i));
      const wanted = plain.softmax(x, width);
      simd.softmax(x, width, x).forEach((p, i) => {
        expect(ulps(p, [wanted[i]!, 0])).toBeLessThanOrEqual(16);
      });
    }
  }
  const matrix = { kind: 'dense', rows: 2, cols: 2, data: new Float64Array([0, 0, 0, 0]) } as const;
  expect([...simd.sigmoid(matrix).data]).toEqual([0.5, 0.5, 0.5, 0.5]);
  expect([...simd.softmax(matrix).data]).toEqual([0.5, 0.5, 0.5, 0.5]);
  expect(simd.softmax(matrix, matrix)).toBe(matrix);
  expect(simd.sigmoid(matrix, matrix)).toBe(matrix);
  const none = { kind: 'dense', rows: 0, cols: 0, data: new Float64Array(0) } as const;
  expect(simd.softmax(none)).toEqual(none);
  expect(() => simd.sigmoid(matrix, none)).toThrow('sigmoid: out.rows must be 2, got 0');
  const single = new Float32Array([-1, 2, 3.5]);
  expect(simd.sigmoid(single)).toEqual(plain.sigmoid(single));
  expect(() => simd.sigmoid(single, new Float32Array(1))).toThrow(
    'sigmoid: out.length must be 3, got 1',
  );
  expect(() => simd.softmax(single, 2)).toThrow('softmax: logits.length must be a multiple');
  expect(() => simd.sigmoid([1] as never)).toThrow(TypeError);
});

test.each(engines.flatMap((e) => rowwise.map((name) => [e, name] as const)))(
  '%s %s of a row has the same bits alone and among others',
  (engine, name) => {
    useEngine(engine);
    // −800 makes rows whose exponentials are subnormal or 0, which take another path.
    for (const [width, low] of [
      [2, -3],
      [3, -3],
      [5, -3],
      [10, -3],
      [3, -800],
      [10, -800],
    ] as const) {
      const rows = 37;
      const x = Float64Array.from({ length: rows * width }, (_, k) => low * Math.abs(Math.sin(k)));
      const all = simd[name](x, width);
      for (let i = 0; i < rows; i++) {
        const row = x.slice(i * width, (i + 1) * width);
        expect(simd[name](row, width)).toEqual(all.slice(i * width, (i + 1) * width));
      }
    }
  },
);
