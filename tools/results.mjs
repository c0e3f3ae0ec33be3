/** What the packages' test runs left in test-results/vitest.json, as one table and one line. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './machine.mjs';
import { manifests } from './setup.mjs';

const tested = () =>
  manifests()
    .filter((path) => {
      const { scripts = {} } = JSON.parse(readFileSync(join(root, path), 'utf8'));
      return path !== 'package.json' && scripts.test !== undefined;
    })
    .map((path) => dirname(path));

const resultOf = (folder) => join(root, folder, 'test-results', 'vitest.json');

/** Old results must not stand in for a run that crashed; turbo restores those of unchanged packages. */
export const clearResults = () => {
  for (const folder of tested()) rmSync(resultOf(folder), { force: true });
};

const read = (folder) => {
  const path = resultOf(folder);
  if (!existsSync(path)) return { folder, passed: 0, failed: 1, skipped: 0, note: 'no result' };
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const failed = report.numFailedTests;
  // A file that does not load, or a run that dies after its tests, fails without a failed test.
  return {
    folder,
    passed: report.numPassedTests,
    failed: report.success || failed > 0 ? failed : 1,
    skipped: report.numPendingTests + report.numTodoTests,
    note: report.success ? '' : 'failed',
  };
};

/** The sum over all packages; `line` is "N passed, N failed" with ", N skipped" where there are any. */
export const collectResults = (chosen = () => true) => {
  const rows = tested().filter(chosen).map(read);
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  const table = rows
    .map((row) => `  ${row.folder.padEnd(22)} ${String(row.passed).padStart(5)} passed ${row.note}`)
    .join('\n');
  return {
    failed,
    table: `${table}\n`,
    line: `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
  };
};
