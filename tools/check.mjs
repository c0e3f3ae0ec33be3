/**
 * `npm test`: everything that must hold before a change lands, in the order of cost, with the time
 * of each step. A step that fails does not hide the ones after it, except those that need its work.
 */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from './machine.mjs';
import { binOf, node, turbo } from './process.mjs';
import { releaseCheck } from './release/check.mjs';
import { clearResults, collectResults } from './results.mjs';
import { sizeCheck } from './sizes.mjs';

const cores = availableParallelism();
const colors = process.stdout.isTTY ? 'force' : 'off';

const silent = async (ran) => {
  const { code, output } = await ran;
  return { ok: code === 0, output };
};

const turboRun = (task) =>
  silent(
    turbo(
      [
        'run',
        task,
        '--continue=dependencies-successful',
        '--output-logs=errors-only',
        `--concurrency=${cores}`,
      ],
      { show: true },
    ),
  );

const steps = [
  {
    name: 'format and lint',
    run: () => silent(node([binOf('@biomejs/biome', 'biome'), 'ci', `--colors=${colors}`])),
  },
  { name: 'layer rule', run: () => silent(turbo(['boundaries'])) },
  {
    name: 'unused code',
    run: () => silent(node([binOf('knip'), '--no-progress', '--no-config-hints'])),
  },
  { name: 'types', run: () => turboRun('typecheck') },
  { name: 'build', run: () => turboRun('build') },
  {
    name: 'tests',
    run: async () => {
      clearResults();
      await node([join(root, 'packages', 'settings', 'src', 'prepare-browser.js')]);
      return turboRun('test');
    },
  },
  { name: 'sizes', needs: 'build', run: sizeCheck },
  { name: 'release', needs: 'build', run: releaseCheck },
];

const seconds = (since) => (performance.now() - since) / 1000;
const line = (mark, name, note) => `${mark} ${name.padEnd(16)} ${note}\n`;

const runSteps = async (chosen) => {
  const done = new Map();
  for (const { name, needs, run } of chosen) {
    if (needs !== undefined && done.get(needs)?.ok === false) {
      done.set(name, { ok: false, took: 'left out' });
      process.stdout.write(line('✗', name, `left out: ${needs} failed`));
      continue;
    }
    const start = performance.now();
    const {
      ok,
      output = '',
      note = '',
    } = await run().catch((error) => ({
      ok: false,
      output: `${error.stack}\n`,
    }));
    const took = `${seconds(start).toFixed(1)} s`;
    done.set(name, { ok, took });
    if (!ok) process.stdout.write(output);
    process.stdout.write(line(ok ? '✓' : '✗', name, took.padStart(8)));
    process.stdout.write(note);
  }
  return done;
};

/** @param {string[]} names steps to run; none means all */
export const run = async (names) => {
  const start = performance.now();
  const known = steps.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    process.stderr.write(`npm test: no step "${unknown}"; the steps are ${known.join(', ')}\n`);
    return 2;
  }
  const done = await runSteps(
    names.length === 0 ? steps : steps.filter(({ name }) => names.includes(name)),
  );
  const failed = [...done].filter(([, { ok }]) => !ok).map(([name]) => name);
  const tests = done.has('tests') ? collectResults() : null;

  if (tests !== null) process.stdout.write(`\n${tests.table}`);
  process.stdout.write(
    `\n${done.size - failed.length} of ${done.size} steps passed in ${seconds(start).toFixed(0)} s` +
      `${failed.length > 0 ? `; failed: ${failed.join(', ')}` : ''}\n`,
  );
  if (tests !== null) process.stdout.write(`${tests.line}\n`);
  return failed.length === 0 && (tests === null || tests.failed === 0) ? 0 : 1;
};
