import { spawn } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  readdirSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { betahat, csv, folder, shipped, twoClasses } from './betahat.ts';
import { writeWithDuckDB } from './duckdb-files.ts';

const here = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** One file of the program and our packages, where Node finds the other packages from. */
const main = here('node_modules/.cache/betahat-test/main.js');
const node = [process.execPath, '--enable-source-maps', main];

const bundle = () => {
  const external = Object.keys(manifest.dependencies).filter((name) => !/^@betahat\//.test(name));
  return build({
    entryPoints: [here('src/main.ts')],
    outfile: main,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    conditions: ['@betahat/source'],
    external,
    logLevel: 'error',
  });
};

/** Words of a command for a shell. */
const shell = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' ');

/** The real program in a process of its own. */
const start = (args: readonly string[], env: Record<string, string> = {}) => {
  const [command, ...rest] = args;
  const child = spawn(command!, rest, { env: { ...process.env, ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, stdout, stderr })),
  );
  return { child, ended };
};

const { at, file, path } = folder();

// Pipes, signals and devices as Unix has them.
describe.skipIf(process.platform === 'win32')('as a process of its own', () => {
  beforeAll(async () => {
    await bundle();
    writeFileSync(at('train.csv'), csv(twoClasses(100)));
    await betahat('fit', at('train.csv'), '-t', 'y', '--model', at('model.json'));
    await writeWithDuckDB(
      'SELECT random() * 10 AS x, random() * 10 AS z FROM range(300000)',
      at('large.csv'),
    );
  });

  test('fits; nothing coloured into a pipe', async () => {
    const { code, stdout, stderr } = await start([...node, 'fit', shipped('iris'), '-t', 'species'])
      .ended;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Softmax regression on 112 rows');
    expect(stdout).not.toContain('\u001b');
  });

  test('a bad table: exit code 2 and one line, without a stack trace', async () => {
    const { code, stdout, stderr } = await start([...node, 'fit', at('none.csv'), '-t', 'y']).ended;
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(`betahat: error: ${at('none.csv')}: no such file\n`);
  });

  test('a reader that leaves early (| head) is no failure', async () => {
    const command = `${shell(node)} predict '${at('model.json')}' '${at('large.csv')}' | head -2; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await start(['bash', '-c', command]).ended;
    const lines = stdout.trimEnd().split('\n');
    expect(stderr).toBe('');
    expect(lines[0]).toBe('prediction,probability_no,probability_yes');
    expect(lines).toHaveLength(3);
    expect(lines[2]).toBe('0');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s leaves no part of the output', async (signal) => {
    const output = at('interrupted.csv');
    const { child, ended } = start([
      ...[...node, 'predict', at('model.json'), at('large.csv')],
      ...['--output', output],
    ]);
    const parts = () => readdirSync(path).filter((name) => name.endsWith('.part'));
    const begun = () => parts().some((name) => statSync(at(name)).size > 0);
    while (!begun() && child.exitCode === null) await new Promise((done) => setTimeout(done, 5));
    child.kill(signal);
    expect((await ended).code).toBe(signal === 'SIGINT' ? 130 : 143);
    expect(parts()).toEqual([]);
    expect(readdirSync(path)).not.toContain('interrupted.csv');
  });

  test('a signal while Parquet is written leaves neither the output nor the rows beside it', async () => {
    const output = at('interrupted.parquet');
    const { child, ended } = start([
      ...[...node, 'predict', at('model.json'), at('large.csv'), '--output', output],
    ]);
    const parts = () => readdirSync(path).filter((name) => name.includes('.part'));
    while (parts().length === 0 && child.exitCode === null)
      await new Promise((done) => setTimeout(done, 5));
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    expect(parts()).toEqual([]);
    expect(existsSync(output)).toBe(false);
  });

  test('standard input through a pipe, and a reader that leaves early', async () => {
    const command = `cat '${at('large.csv')}' | ${shell(node)} predict '${at('model.json')}' - --json | head -1`;
    const { stdout, stderr } = await start(['bash', '-c', command]).ended;
    expect(stderr).toBe('');
    expect(Object.keys(JSON.parse(stdout))).toEqual(['prediction', 'probabilities']);
  });

  test('a device or pipe is written to, not replaced', async () => {
    const command = `${shell(node)} predict '${at('model.json')}' '${at('train.csv')}' -o /dev/stdout`;
    const link = readlinkSync('/dev/stdout');
    const { code, stdout } = await start(['bash', '-c', `set -o pipefail; ${command} | cat`]).ended;
    expect([code, stdout.split('\n').length]).toEqual([0, 102]);
    expect((await start(['bash', '-c', `${command} > /dev/null`]).ended).code).toBe(0);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
    // Where standard output is a socket, as here, the name cannot be opened; nor may it be replaced.
    const socket = await start(['bash', '-c', command]).ended;
    expect(socket.code === 0 || socket.stderr.includes('/dev/stdout: cannot be used')).toBe(true);
    expect(readlinkSync('/dev/stdout')).toBe(link);
  });

  test.skipIf(!existsSync('/dev/full'))('a full disk: one line, exit code 2', async () => {
    const args = ['predict', at('model.json'), at('train.csv'), '--output', '/dev/full'];
    const { code, stderr } = await start([...node, ...args]).ended;
    expect([code, stderr]).toEqual([2, 'betahat: error: /dev/full: no space left on the device\n']);
  });

  test('a pipe for a table is refused in words', async () => {
    const command = `${shell(node)} fit <(cat '${at('train.csv')}') -t y`;
    const { code, stderr } = await start(['bash', '-c', command]).ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(/^betahat: error: \/dev\/fd\/\d+: not a regular file/);
  });

  test('a link to an output stays a link', async () => {
    const target = file('target.csv', 'old\n');
    symlinkSync(target, at('link.csv'));
    const args = ['predict', at('model.json'), at('train.csv'), '-o', at('link.csv')];
    expect((await start([...node, ...args]).ended).code).toBe(0);
    expect(lstatSync(at('link.csv')).isSymbolicLink()).toBe(true);
    expect(statSync(target).size).toBeGreaterThan(100);
  });
});
