import { expect, test } from 'vitest';
import { denseSample, numbers } from '../test/samples.ts';
import { allocate } from './allocate.ts';
import { engineOf } from './engine-of.ts';
import { useEngine } from './kernels/engine.ts';
import { rowWalk } from './row-walk.ts';

test('knows the memory of a block of logits, staged or in place', () => {
  if (useEngine() === 'plain') return;
  const resident = allocate(4200, 130);
  for (const X of [denseSample(50, 4), resident]) {
    const walk = rowWalk(X, 1);
    walk.forward(numbers(X.cols, 2), null, (logits) => {
      const engine = engineOf(logits);
      expect(engine).toBe(walk.engine);
      expect(engine?.memory.buffer).toBe(logits.buffer);
      expect(logits.byteOffset).toBeGreaterThanOrEqual(engine?.freeEnd ?? Number.NaN);
    });
  }
  expect(engineOf(resident.data)).toBe(rowWalk(resident, 1).engine);
});

test('the free range is the visitor’s: what it writes there disturbs nothing', () => {
  const X = denseSample(503, 7);
  const w = numbers(7, 2);
  const pass = (spoil: boolean) => {
    const all = new Float64Array(503);
    const gradient = new Float64Array(7);
    rowWalk(X, 1).fused(
      w,
      null,
      (logits, start) => {
        all.set(logits, start);
        const engine = engineOf(logits);
        if (!spoil || engine === undefined) return;
        const { memory, freeStart, freeEnd } = engine;
        new Float64Array(memory.buffer, freeStart, (freeEnd - freeStart) / 8).fill(Number.NaN);
      },
      gradient,
      null,
    );
    return { all, gradient };
  };
  expect(pass(true)).toEqual(pass(false));
});

test('ordinary memory has no engine', () => {
  expect(engineOf(new Float64Array(3))).toBeUndefined();
});
