import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { hasWorkers } from '../../test/threads/workers.ts';

const program = fileURLToPath(new URL('../../test/threads/exits.ts', import.meta.url));

test.skipIf(!hasWorkers)('a process exits by itself, its workers idle', async () => {
  // A process that does not exit keeps this waiting until the test's time is over.
  const { stdout } = await promisify(execFile)(process.execPath, [program]);
  expect(JSON.parse(stdout)).toEqual({ isSame: true, threads: 2, workers: 2, reason: null });
});
