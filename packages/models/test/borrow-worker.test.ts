import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Borrowed, borrowWorker, giveBack } from '../src/borrow-worker.ts';
import { type FitWorker, startWorker } from '../src/start-worker.ts';

vi.mock('../src/start-worker.ts', () => ({ startWorker: vi.fn() }));

interface Fake extends FitWorker {
  readonly log: string[];
  over: boolean;
}

const fake = (): Fake => {
  const log: string[] = [];
  const worker: Fake = {
    log,
    over: false,
    call: async ({ kind }) => {
      log.push(kind);
      return null;
    },
    passes: () => 0,
    isOver: () => worker.over,
    hold: (on) => void log.push(on ? 'held' : 'let go'),
    stop: () => void log.push('stopped'),
  };
  return worker;
};

const started: Fake[] = [];
const any = (): boolean => true;
const borrowed = async (isRoomy: (room: unknown) => boolean = any): Promise<Borrowed> => {
  const got = await borrowWorker(isRoomy);
  if (typeof got === 'string') throw new Error(got);
  return got;
};

beforeEach(() => {
  vi.useFakeTimers();
  started.length = 0;
  vi.mocked(startWorker).mockImplementation(async () => {
    started.push(fake());
    return started.at(-1)!;
  });
});

afterEach(async () => {
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
});

test('a worker that was given back is lent again, with the memory it knows', async () => {
  const { worker, room } = await borrowed();
  expect(room).toBeNull();
  const left = new Uint8Array(8);
  await giveBack(worker, left, 8);
  expect(started[0].log).toEqual(['close', 'let go']);
  const again = await borrowed((offered) => offered === left);
  expect(again.worker).toBe(worker);
  expect(again.room).toBe(left);
  expect(started[0].log).toEqual(['close', 'let go', 'held']);
  // Lent once only: who comes meanwhile gets another, and one of the two is kept.
  const other = await borrowed();
  expect(other.worker).toBe(started[1]);
  await giveBack(worker, left, 8);
  await giveBack(other.worker, null, 8);
  expect(started[1].log).toEqual(['stopped']);
  expect((await borrowed()).worker).toBe(worker);
});

test('not for longer than ten seconds', async () => {
  const { worker } = await borrowed();
  await giveBack(worker, null, 8);
  await vi.advanceTimersByTimeAsync(9_999);
  expect(started[0].log).not.toContain('stopped');
  await vi.advanceTimersByTimeAsync(1);
  expect(started[0].log).toContain('stopped');
  expect((await borrowed()).worker).toBe(started[1]);
});

test('lent again it does not end ten seconds after the fit before', async () => {
  const { worker } = await borrowed();
  await giveBack(worker, null, 8);
  await borrowed();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(started[0].log).not.toContain('stopped');
});

test.each<[string, boolean, () => boolean]>([
  ['it has ended meanwhile', true, any],
  ['its memory does not fit', false, () => false],
])('one of which %s is not lent', async (_, isOver, isRoomy) => {
  const { worker } = await borrowed();
  await giveBack(worker, new Uint8Array(8), 8);
  (worker as Fake).over = isOver;
  expect((await borrowed(isRoomy)).worker).toBe(started[1]);
  expect(started[0].log).toContain('stopped');
});

test('of two that are given back at once one is kept', async () => {
  const [a, b] = [await borrowed(), await borrowed()];
  await Promise.all([giveBack(a.worker, null, 8), giveBack(b.worker, null, 8)]);
  expect(started.filter(({ log }) => log.includes('stopped'))).toHaveLength(1);
});

test('with more than 256 MB of data it is not kept', async () => {
  const { worker } = await borrowed();
  await giveBack(worker, null, 2 ** 28 + 1);
  expect(started[0].log).toEqual(['stopped']);
  expect((await borrowed()).worker).toBe(started[1]);
});

test('words for why there is none are passed on', async () => {
  vi.mocked(startWorker).mockResolvedValueOnce('no worker could start (forbidden)');
  expect(await borrowWorker(any)).toBe('no worker could start (forbidden)');
});
