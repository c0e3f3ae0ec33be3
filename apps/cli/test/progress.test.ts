import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Io } from '../src/io.ts';
import { type Done, withProgress } from '../src/print/progress.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Work of so many milliseconds, and all that was drawn meanwhile. */
const drawn = async (milliseconds: number, isTerminal: boolean, done: (at: number) => Done) => {
  const stream = new PassThrough({ encoding: 'utf8' });
  Object.assign(stream, { isTTY: isTerminal, columns: 80 });
  const io = {
    stderr: { stream, isTerminal, columns: 80, write: async () => true },
  } as unknown as Io;
  const began = performance.now();
  const result = withProgress(
    io,
    'Predicting',
    () => done((performance.now() - began) / milliseconds),
    () => new Promise((resolve) => setTimeout(() => resolve('result'), milliseconds)),
  );
  await vi.advanceTimersByTimeAsync(milliseconds);
  expect(await result).toBe('result');
  return String(stream.read() ?? '');
};

const rows = (share: number): Done => ({ share, rows: Math.round(share * 1_000_000) });

test('on a terminal, after a second: bar, rows, rate and time left; gone at the end', async () => {
  const text = await drawn(10_000, true, rows);
  expect(text).toMatch(/Predicting {2}█+░+ 50% {2}5 s left {2}500,000 rows {2}100,000 rows\/s/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequence that goes to the line's start
  const lines = text.split(/\u001b\[1G/).map((line) => line.replace('\u001b[0K', ''));
  for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
  // The last thing is that the line is cleared.
  expect(text.endsWith('\u001b[2K') || text.includes('\u001b[0K')).toBe(true);
});

test('a share that nobody knows: what there is, and the time so far', async () => {
  const note = '12 iterations';
  const text = await drawn(5000, true, () => ({ share: null, rows: null, note }));
  expect(text).toMatch(/Predicting {2}3 s {2}12 iterations/);
  expect(text).not.toMatch(/left|%/);
});

test('nothing for what takes less than a second, and nothing into a file', async () => {
  expect(await drawn(900, true, rows)).toBe('');
  expect(await drawn(10_000, false, rows)).toBe('');
});
