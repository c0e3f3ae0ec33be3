import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { machineThreads } from '@betahat/linalg/threads';
import { expect, test } from 'vitest';

// Node 20 cannot run the TypeScript of workers.
const runsTypeScript =
  (process as { features?: { typescript?: unknown } }).features?.typescript !== undefined;

test.runIf(runsTypeScript && machineThreads() > 1)(
  'a worker that is kept for the next fit does not keep the process',
  () => {
    const file = fileURLToPath(new URL('exit/fits.ts', import.meta.url));
    const args = ['--conditions=@betahat/source', file];
    // The worker is kept for ten seconds; a start of Node takes less than one.
    const { stdout, stderr, signal } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      timeout: 9000,
    });
    expect(signal, stderr).toBeNull();
    expect(stdout.match(/its data were read by 2 threads/g)).toHaveLength(2);
  },
);
