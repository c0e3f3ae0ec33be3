import { dense } from '@betahat/linalg';
import { RandomState } from '@betahat/random';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { LogisticRegression } from '../src/index.ts';
import { startWorker } from '../src/start-worker.ts';

/* Every fit of this file is large enough for a worker; none can have a sound one. */
vi.mock('../src/worth-a-worker.ts', () => ({
  isWorthAWorker: () => true,
  isWorthThreads: () => false,
}));

afterEach(() => {
  vi.unstubAllGlobals();
});

const random = new RandomState(3);
const X = dense(100, 3, Float64Array.from(random.randn(300)));
const y = Array.from({ length: 100 }, (_, i) => X.data[3 * i] + random.randn(1)[0] > 0);
const wanted = LogisticRegression.fit(X, y);

/** A Worker of browsers that does what a test says. */
const stubWorker = (behave: (worker: FakeWorker) => void): FakeWorker[] => {
  const made: FakeWorker[] = [];
  vi.stubGlobal(
    'Worker',
    class extends FakeWorker {
      constructor() {
        super();
        made.push(this);
        behave(this);
      }
    },
  );
  return made;
};

class FakeWorker extends EventTarget {
  isStopped = false;
  received: unknown[] = [];
  postMessage(message: unknown): void {
    this.received.push(message);
    this.dispatchEvent(new Event('received'));
  }
  terminate(): void {
    this.isStopped = true;
  }
  say(data: unknown): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }
  fail(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error', { cancelable: true }), { message }));
  }
}

const expectOnThisThread = async (why: string): Promise<void> => {
  const model = await LogisticRegression.fitAsync(X, y, { transfer: true });
  expect(model.report.reason).toBe(`${wanted.report.reason}; ${why}`);
  expect([...model.coefficients]).toEqual([...wanted.coefficients]);
  // A fit that found no worker took nothing from the caller.
  expect(X.data.length).toBe(300);
};

describe('where no worker can start, the fit is made on the thread of the caller and says why', () => {
  test('an environment without any', async () => {
    vi.stubGlobal('Worker', undefined);
    vi.stubGlobal('process', undefined);
    await expectOnThisThread(
      'no worker could start (there is neither Worker nor worker_threads here)',
    );
  });

  test('a constructor that throws, as one does under some policies', async () => {
    stubWorker(() => {
      throw new Error('denied by policy');
    });
    await expectOnThisThread('no worker could start (denied by policy)');
  });

  test('a file that does not come: browsers say no more than that', async () => {
    stubWorker((worker) => setTimeout(() => worker.fail(''), 0));
    await expectOnThisThread('no worker could start (its file is missing or blocked)');
  });

  test('a file that throws as it is loaded', async () => {
    stubWorker((worker) => setTimeout(() => worker.fail('SyntaxError: unexpected <'), 0));
    await expectOnThisThread('no worker could start (SyntaxError: unexpected <)');
  });

  test('one that never says a word', async () => {
    vi.useFakeTimers();
    try {
      const made = stubWorker(() => {});
      const started = startWorker();
      await vi.advanceTimersByTimeAsync(20_000);
      expect(await started).toBe('no worker could start (no sign of life within 20 seconds)');
      expect(made[0].isStopped).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  test('one that cannot take the data', async () => {
    const made = stubWorker((worker) => {
      setTimeout(() => worker.say('ready'), 0);
      worker.addEventListener('received', () => worker.say({ error: new RangeError('no memory') }));
    });
    await expectOnThisThread('the worker could not take X (no memory)');
    expect(made[0].isStopped).toBe(true);
  });
});

test('a worker that dies on the way rejects the fit, and is never waited for', async () => {
  const made = stubWorker((worker) => {
    setTimeout(() => worker.say('ready'), 0);
    worker.addEventListener('received', () => {
      if (worker.received.length === 1) worker.say({ answer: null, passes: 0 });
      else worker.fail('out of memory');
    });
  });
  await expect(LogisticRegression.fitAsync(X, y)).rejects.toThrow(
    'the worker of the fit came to an end: out of memory',
  );
  expect(made[0].isStopped).toBe(true);
});

test('a fit that is rejected before it began leaves no worker behind', async () => {
  const made = stubWorker((worker) => {
    setTimeout(() => worker.say('ready'), 0);
    worker.addEventListener('received', () => worker.say({ answer: null, passes: 0 }));
  });
  const unfit = { name: 'odd', asks: ['wishes'], start: () => null, step: () => null };
  await expect(LogisticRegression.fitAsync(X, y, { solver: unfit as never })).rejects.toThrow(
    /odd asks for 'wishes'/,
  );
  expect(made[0].isStopped).toBe(true);
});
