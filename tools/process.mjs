/** Children: programs of this repository's node_modules, started without a shell. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { root } from './machine.mjs';

// Turbo hashes files, not the Node that runs them: this variable (globalEnv) carries it.
process.env['BETAHAT_NODE'] ??= process.version;

/** The script behind a command of one of the root's dependencies, to be run with Node. */
export const binOf = (packageName, command = packageName) => {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
};

const running = new Set();

// A terminal's Ctrl-C reaches the children by itself; a plain kill reaches only this process.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
    if (running.size === 0) process.exit(128 + constants.signals[signal]);
  });

/**
 * Runs a program to its end. `show: true` leaves it the terminal, else its output is collected.
 * @returns {Promise<{ code: number, output: string, stdout: string }>}
 */
export const execute = (
  program,
  args,
  { show = false, cwd = root, env = {}, input = 'ignore', shell = false } = {},
) =>
  new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      shell,
      env: { ...process.env, ...env },
      stdio: [input, show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    running.add(child);
    let output = '';
    let stdout = '';
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      output += text;
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    child.on('error', (error) => {
      running.delete(child);
      resolve({ code: 1, output: `${program}: ${error.message}\n`, stdout });
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? 128 + (constants.signals[signal] ?? 1), output, stdout });
    });
  });

export const node = (args, options) => execute(process.execPath, args, options);
export const pnpm = (args, options) =>
  execute(process.env['BETAHAT_PNPM'] ?? 'pnpm', args, options);
export const turbo = (args, options) => node([binOf('turbo'), ...args], options);

/** The npm of the machine, as a user would call it: without what the npm around us exports. */
export const npm = (args, options) => {
  const script = process.env['BETAHAT_NPM'] ?? '';
  const env = Object.fromEntries(
    Object.keys(process.env)
      .filter((key) => /^npm_(?!config_)|^npm_config_(local_prefix|prefix|user_agent)$/i.test(key))
      .map((key) => [key, undefined]),
  );
  return script === ''
    ? execute('npm', args, { ...options, env, shell: process.platform === 'win32' })
    : node([script, ...args], { ...options, env });
};
