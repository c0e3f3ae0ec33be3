/** `npm run bench`: builds the packages and times their fits; arguments go to apps/bench. */
import { join } from 'node:path';
import { root } from './machine.mjs';
import { node, turbo } from './process.mjs';

export const run = async (args) => {
  const built = await turbo([
    'run',
    'build',
    '--filter=@betahat/bench',
    '--output-logs=errors-only',
  ]);
  if (built.code !== 0) {
    process.stderr.write(built.output);
    return built.code;
  }
  const program = join(root, 'apps', 'bench', 'dist', 'main.js');
  return (await node(['--expose-gc', program, ...args], { show: true })).code;
};
