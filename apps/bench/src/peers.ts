import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from './folder.ts';

const read = (file: string) =>
  JSON.parse(readFileSync(file, 'utf8')) as {
    version: string;
    dependencies: Record<string, string>;
  };

/**
 * The versions of the JavaScript peers, in peers/node_modules as peers/package-lock.json pins them:
 * installed by the first run that needs them. They are 156 MB, which no clone should have to load for its tests.
 */
export const installPeers = (): Readonly<Record<string, string>> => {
  const at = folder('peers');
  const { dependencies } = read(join(at, 'package.json'));
  const isHere = ([name, version]: [string, string]) => {
    const file = join(at, 'node_modules', name, 'package.json');
    return existsSync(file) && read(file).version === version;
  };
  if (Object.entries(dependencies).every(isHere)) return dependencies;
  process.stderr.write('installing the JavaScript peers …\n');
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  execFileSync('npm', ['ci', ...options], {
    cwd: at,
    stdio: ['ignore', 'ignore', 'inherit'],
    // There npm is a script of the shell's.
    shell: process.platform === 'win32',
  });
  return dependencies;
};
