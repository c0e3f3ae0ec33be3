import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/*
 * The peak of a process that makes one fit, above that of one that makes a small fit: the data and at
 * most three tenths of them. How long it takes does not matter, and the numbers come out alike from
 * run to run: 1.06 to 1.15, with an L1 penalty 1.24 to 1.26.
 */
const MOST = 1.3;

const peakOf = (rows: number, cols: number, where: string, model: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const file = fileURLToPath(new URL('./memory/peak.ts', import.meta.url));
    execFile(
      process.execPath,
      ['--conditions=@betahat/source', file, String(rows), String(cols), where, model],
      (error, output) => {
        if (error !== null) reject(error);
        else resolve(JSON.parse(output).after);
      },
    );
  });

const SLOW = { timeout: 600_000 };

// Node 20 does not run TypeScript.
test.runIf(process.features.typescript !== false && process.features.typescript !== undefined).for([
  [1_000_000, 20, 'resident', 'logistic'],
  [1_000_000, 20, 'staged', 'logistic'],
  [200_000, 200, 'resident', 'logistic'],
  [200_000, 200, 'staged', 'softmax'],
  [1_000_000, 20, 'resident', 'lasso'],
  [1_000_000, 20, 'staged', 'lasso'],
] as const)('%i × %i, %s, %s: no more than 1.3 times the data', SLOW, async (shape) => {
  const [rows, cols, where, model] = shape;
  const baseline = await peakOf(1000, 20, where, model);
  const peak = await peakOf(rows, cols, where, model);
  const ratio = (peak - baseline) / (8 * rows * cols);
  // The data themselves are there, so less would mean that something else was measured.
  expect(ratio).toBeGreaterThan(0.9);
  expect(ratio).toBeLessThan(MOST);
});
