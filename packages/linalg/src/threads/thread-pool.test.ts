import { afterEach, describe, expect, test, vi } from 'vitest';
import { denseSample, numbers, sparseSample } from '../../test/samples.ts';
import { testJobs } from '../../test/threads/jobs.ts';
import {
  hasWorkers,
  isPage,
  missingWorker,
  muteWorker,
  testWorker,
} from '../../test/threads/workers.ts';
import type { Matrix } from '../types.ts';
import { toShared } from './shared.ts';
import { type ThreadPool, type ThreadPoolOptions, threadPool } from './thread-pool.ts';

const jobs = testJobs(false);
type TestPool = ThreadPool<typeof jobs>;

const pools: TestPool[] = [];
const poolOf = (options: Partial<ThreadPoolOptions<typeof jobs>> = {}): TestPool => {
  const pool = threadPool({ worker: testWorker, jobs, threads: 2, ...options });
  pools.push(pool);
  return pool;
};

afterEach(() => {
  vi.unstubAllGlobals();
  for (const pool of pools.splice(0)) pool.close();
});

const sharedInts = () => new Int32Array(new SharedArrayBuffer(4));
const sharedFloats = (length: number) => new Float64Array(new SharedArrayBuffer(8 * length));

/** The squares of 100 numbers in so many tasks, and where they go. */
const squares = (tasks: number) => {
  const x = numbers(100);
  const out = sharedFloats(100);
  const width = 100 / tasks;
  return {
    expected: x.map((v) => v * v),
    out,
    tasks: Array.from({ length: tasks }, (_, k) => ({
      x: x.slice(k * width, (k + 1) * width),
      out: out.subarray(k * width, (k + 1) * width),
    })),
  };
};

/** `run` and `runAsync` alike. */
const WAYS = {
  run: async (pool: TestPool, ...[job, tasks]: Parameters<TestPool['run']>) => pool.run(job, tasks),
  runAsync: (pool: TestPool, ...[job, tasks]: Parameters<TestPool['run']>) =>
    pool.runAsync(job, tasks),
};

describe.each(Object.entries(WAYS))('%s', (way, run) => {
  test.each([1, 2, 3])('does every task, %i threads, more and fewer tasks', async (threads) => {
    const pool = poolOf({ threads });
    for (const count of [1, 2, 4, 5, 20]) {
      const { tasks, out, expected } = squares(count);
      await run(pool, 'squares', tasks);
      expect([...out]).toEqual([...expected]);
    }
    await run(pool, 'squares', []);
    expect(pool.threads).toBe(threads);
  });

  test.skipIf(!hasWorkers || (isPage && way === 'run'))('two threads at once', async () => {
    const pool = poolOf();
    for (let k = 0; k < 3; k++) {
      const count = sharedInts();
      const task = { count, many: 2 };
      // One thread alone would wait for the other for good.
      await run(pool, 'meet', [task, task]);
      expect(count[0]).toBe(2);
    }
    expect(pool.report()).toEqual({ threads: 2, workers: way === 'run' ? 1 : 2, reason: null });
  });

  test.skipIf(!hasWorkers || (isPage && way === 'run')).each([
    ['dense', denseSample(6000, 100)],
    ['sparse', sparseSample(6000, 250)],
  ])('two threads work in one memory, each in its own part of it: %s', async (_, m) => {
    const X = toShared(m as never) as Matrix;
    const count = sharedInts();
    const outs = [sharedFloats(1), sharedFloats(1)];
    await run(
      poolOf(),
      'walk',
      outs.map((out, k) => ({ X, w: numbers(X.cols, k + 2), count, out })),
    );
    expect(outs.map(([x]) => x)).toEqual([1, 1]);
  });

  test.skipIf(!hasWorkers || (isPage && way === 'run'))('a thread keeps its place', async () => {
    const pool = poolOf();
    const X = toShared(denseSample(6000, 100));
    const places = new Set<number>();
    for (let k = 0; k < 40; k++) {
      const count = sharedInts();
      const outs = [sharedFloats(1), sharedFloats(1)];
      await run(
        pool,
        'place',
        outs.map((out) => ({ X, count, out })),
      );
      for (const [place] of outs) places.add(place);
    }
    expect(places.size).toBe(2);
    expect(places).not.toContain(-1);
  });

  test.skipIf(!hasWorkers || (isPage && way === 'run'))(
    'a worker that dies leaves its task to this thread, and the reason',
    async () => {
      const pool = poolOf();
      const count = sharedInts();
      const outs = [sharedFloats(1), sharedFloats(1)];
      await run(
        pool,
        'dieInWorker',
        outs.map((out) => ({ count, out })),
      );
      expect(outs.map(([x]) => x)).toEqual([1, 1]);
      expect(pool.report().reason).toMatch(/^a worker died/);
      expect(pool.report().workers).toBe(0);
      const { tasks, out, expected } = squares(4);
      await run(pool, 'squares', tasks);
      expect([...out]).toEqual([...expected]);
    },
  );

  test('a job that fails in a worker is done here', async () => {
    const pool = poolOf();
    const outs = Array.from({ length: 20 }, () => sharedFloats(1));
    await run(
      pool,
      'failInWorker',
      outs.map((out) => ({ out })),
    );
    expect(outs.every(([x]) => x === 1)).toBe(true);
  });

  test('what a job throws here is thrown, and the pool goes on', async () => {
    const pool = poolOf();
    await expect(run(pool, 'fail', [{ at: 0 }, { at: 1 }, { at: 2 }])).rejects.toThrow(
      /task \d fails/,
    );
    const { tasks, out, expected } = squares(2);
    await run(pool, 'squares', tasks);
    expect([...out]).toEqual([...expected]);
  });

  test('workers whose code is not there', async () => {
    const pool = poolOf({ worker: missingWorker });
    const { tasks, out, expected } = squares(4);
    await run(pool, 'squares', tasks);
    expect([...out]).toEqual([...expected]);
    if (way === 'runAsync') expect(pool.report().reason).toMatch(/^a worker died: .+/);
  });

  test('workers that cannot be made', async () => {
    const forbidden = () => {
      throw new Error('Refused to create a worker');
    };
    const pool = poolOf({ worker: { web: forbidden, node: forbidden } });
    const { tasks, out, expected } = squares(4);
    await run(pool, 'squares', tasks);
    expect([...out]).toEqual([...expected]);
    expect(pool.report()).toMatchObject({
      workers: 0,
      reason: expect.stringMatching(/main thread|Refused/),
    });
  });

  test('memory that cannot be shared', async () => {
    const pool = poolOf();
    const { tasks, out, expected } = squares(4);
    vi.stubGlobal('SharedArrayBuffer', undefined);
    await run(pool, 'squares', tasks);
    expect([...out]).toEqual([...expected]);
    expect(pool.report()).toMatchObject({
      workers: 0,
      reason: expect.stringMatching(isPage && way === 'run' ? /main thread/ : /cannot be shared/),
    });
  });

  test('after close everything is done here', async () => {
    const pool = poolOf();
    await pool.runAsync('squares', squares(2).tasks);
    pool.close();
    const { tasks, out, expected } = squares(2);
    await run(pool, 'squares', tasks);
    expect([...out]).toEqual([...expected]);
    expect(pool.report().workers).toBe(0);
    expect(pool.report().reason).toMatch(/was closed|main thread/);
  });

  test('names what does not fit', async () => {
    const pool = poolOf();
    await expect(run(pool, 'cubes' as 'squares', [])).rejects.toThrow(
      `${way}: job must be one of squares, meet, walk, place, dieInWorker, failInWorker, fail, got "cubes"`,
    );
    await expect(run(pool, 'squares', 3 as never)).rejects.toThrow(
      `${way}: tasks must be an array, got 3`,
    );
  });
});

test.skipIf(!isPage)("a browser's main thread does not wait, and says what to do", () => {
  const pool = poolOf();
  const { tasks, out, expected } = squares(4);
  pool.run('squares', tasks);
  expect([...out]).toEqual([...expected]);
  expect(pool.report()).toEqual({
    threads: 2,
    workers: 0,
    reason: 'a browser does not let its main thread wait: use runAsync',
  });
});

test.skipIf(!hasWorkers)('workers that do not start in time', async () => {
  const pool = poolOf({ worker: muteWorker, startWithin: 50 });
  const { tasks, out, expected } = squares(4);
  await pool.runAsync('squares', tasks);
  expect([...out]).toEqual([...expected]);
  expect(pool.report()).toMatchObject({
    workers: 0,
    reason: 'a worker did not start within 50 ms',
  });
});

test('several runs under way at once', async () => {
  const pool = poolOf();
  const all = Array.from({ length: 10 }, () => squares(5));
  await Promise.all(all.map(({ tasks }) => pool.runAsync('squares', tasks)));
  for (const { out, expected } of all) expect([...out]).toEqual([...expected]);
});

test('names options that do not fit', () => {
  expect(() => poolOf({ threads: 0 })).toThrow('threadPool: threads must be at least 1, got 0');
  expect(() => poolOf({ worker: 'worker.js' as never })).toThrow(
    'threadPool: worker must be two functions, web and node, got "worker.js"',
  );
  expect(() => poolOf({ cores: 2 } as never)).toThrow('threadPool: unknown option "cores"');
});
