import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { numbers } from '../../test/samples.ts';
import { hasWorkers } from '../../test/threads/workers.ts';
import { dense } from '../dense.ts';
import { multiply } from '../multiply.ts';

const program = fileURLToPath(new URL('../../test/threads/exits.ts', import.meta.url));

const first = multiply(dense(1, 100, numbers(600_000).subarray(0, 100)), numbers(100))[0];

test.skipIf(!hasWorkers).each([
  ['now', 1],
  ['later', 2],
])('a process that multiplies %s exits by itself, its workers idle', async (way, workers) => {
  // A process that does not exit keeps this waiting until the test's time is over.
  const { stdout } = await promisify(execFile)(process.execPath, [program, way]);
  expect(JSON.parse(stdout)).toEqual({ first, threads: 2, workers, reason: null });
});
