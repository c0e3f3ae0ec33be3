/**
 * The commands of package.json: `npm start`, `npm test`, `npm run bench`, `npm run docs`.
 * Runs on any Node from 18 up with no dependency. It finds the Node and the pnpm that this
 * repository is built with (machine.mjs) and hands over to inside.mjs on that Node. Arguments
 * travel as an array, never through a shell.
 */
import { fileURLToPath } from 'node:url';
import { findTools, locate, PINNED } from './machine.mjs';
import { execute } from './process.mjs';

const [command = 'start', ...rest] = process.argv.slice(2);

const handOver = () => {
  const { node, env } = findTools();
  const inside = fileURLToPath(new URL('inside.mjs', import.meta.url));
  return execute(node, [inside, command, ...rest], {
    show: true,
    input: 'inherit',
    cwd: process.cwd(),
    env,
  });
};

if (command === '--locate') {
  locate(rest);
} else {
  try {
    process.exitCode = (await handOver()).code;
  } catch (error) {
    process.stderr.write(
      `${error.message}\nThis repository runs on Node ${PINNED.node} and pnpm ${PINNED.pnpm}, which npx should bring.\n`,
    );
    process.exitCode = 1;
  }
}
