/**
 * `node tools/run.mjs on-node 20`: the packages' tests on another Node, fetched by npx. Vitest
 * itself asks for Node 22.12; below that older-node.mjs adds the two functions that it misses, so
 * that the tests, too, run on the old version and not beside it.
 */
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pathWith, remembered, root } from './machine.mjs';
import { execute, turbo } from './process.mjs';
import { clearResults, collectResults } from './results.mjs';

export const run = async ([version, ...rest]) => {
  if (version === undefined || !/^\d+(\.\d+){0,2}$/.test(version)) {
    process.stderr.write('usage: node tools/run.mjs on-node VERSION, e.g. on-node 20\n');
    return 2;
  }
  const { node } = remembered({ node: version });
  const { stdout } = await execute(node, ['--version']);
  const exact = stdout.trim();
  process.stdout.write(`Tests of the packages on Node ${exact}\n`);
  const preload = pathToFileURL(join(root, 'tools', 'older-node.mjs')).href;
  clearResults();
  const { code } = await turbo(
    [
      'run',
      'test',
      '--filter=./packages/*',
      '--continue',
      '--output-logs=errors-only',
      `--concurrency=${availableParallelism()}`,
      ...rest,
    ],
    {
      show: true,
      env: {
        ...pathWith(node),
        BETAHAT_NODE: exact,
        BETAHAT_BROWSER: 'off',
        ...(Number.parseInt(exact.slice(1), 10) < 22
          ? { NODE_OPTIONS: `--import ${preload}` }
          : {}),
      },
    },
  );
  const { table, line, failed } = collectResults((folder) => dirname(folder) === 'packages');
  process.stdout.write(`\n${table}\n${line}\n`);
  return code === 0 && failed > 0 ? 1 : code;
};
