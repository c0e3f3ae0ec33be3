import { afterEach, expect, test, vi } from 'vitest';
import { denseSample, numbers } from '../../test/samples.ts';
import { rowWalk } from '../row-walk.ts';
import { currentEngine, useEngine } from './engine.ts';

afterEach(() => {
  useEngine('auto');
  vi.unstubAllGlobals();
});

test('is the best there is, can be chosen, and goes back', () => {
  const best = currentEngine();
  expect(useEngine('plain')).toBe('plain');
  expect(useEngine()).toBe('plain');
  expect(useEngine('auto')).toBe(best);
  expect(() => useEngine('gpu' as never)).toThrow('useEngine: engine must be');
});

test('the plain engine runs without kernel memory', () => {
  const walk = rowWalk(denseSample(20, 3), 1);
  expect(walk.engine?.memory).toBeInstanceOf(WebAssembly.Memory);
  useEngine('plain');
  expect(walk.engine).toBeUndefined();
});

test('where no memory is to be had, the walk is plain', () => {
  const w = numbers(3, 2);
  const logits = (): number[] => {
    const all: number[] = [];
    rowWalk(denseSample(2, 3), 1).forward(w, null, (block) => all.push(...block));
    return all;
  };
  const expected = logits();
  vi.stubGlobal('WebAssembly', {});
  logits().forEach((x, i) => {
    expect(x).toBeCloseTo(expected[i], 12);
  });
});
