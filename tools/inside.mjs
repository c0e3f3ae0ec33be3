/**
 * The commands, on the Node that run.mjs chose: each is one file beside this one, loaded once the
 * dependencies that it needs are installed.
 */
import { setUp } from './setup.mjs';

const commands = {
  start: { needs: 'cli', load: () => import('./start.mjs') },
  check: { needs: 'all', load: () => import('./check.mjs') },
  bench: { needs: 'all', load: () => import('./bench.mjs') },
  docs: { needs: 'all', load: () => import('./docs.mjs') },
  'on-node': { needs: 'all', load: () => import('./on-node.mjs') },
};

const main = async ([name, ...args]) => {
  const command = commands[name];
  if (command === undefined) {
    const known = Object.keys(commands).join(', ');
    process.stderr.write(`tools/run.mjs: unknown command "${name}"; the commands are ${known}\n`);
    return 2;
  }
  await setUp(command.needs);
  const { run } = await command.load();
  return run(args);
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
