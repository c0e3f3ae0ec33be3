/** `npm run docs`: builds the documentation and serves it on this machine until Ctrl-C. */
import { join } from 'node:path';
import { root } from './machine.mjs';
import { node, turbo } from './process.mjs';

export const run = async (args) => {
  const built = await turbo([
    'run',
    'build',
    '--filter=@betahat/docs',
    '--output-logs=errors-only',
  ]);
  if (built.code !== 0) {
    process.stderr.write(built.output);
    return built.code;
  }
  const server = join(root, 'apps', 'docs', 'serve.mjs');
  return (await node([server, ...args], { show: true, input: 'inherit' })).code;
};
