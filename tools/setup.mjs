/** Dependencies, installed from the lockfile when it or a package.json changed since last time. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCache, root, writeCache } from './machine.mjs';
import { pnpm } from './process.mjs';

/** Every package.json of the workspace: the root's, packages/*, apps/*. */
export const manifests = () => [
  'package.json',
  ...['packages', 'apps'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .map((name) => `${folder}/${name}/package.json`)
      .filter((path) => existsSync(join(root, path))),
  ),
];

const fingerprint = () => {
  const hash = createHash('sha256').update(process.version);
  for (const path of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests()])
    hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest('hex');
};

/**
 * @param {'all' | 'cli'} scope the whole workspace, or only what the program runs on (a tenth)
 * @throws when pnpm fails, with its output
 */
export const setUp = async (scope) => {
  const wanted = fingerprint();
  const done = readCache('installed');
  const installed = existsSync(join(root, 'node_modules', '.modules.yaml'));
  if (installed && done.fingerprint === wanted && (done.scope === 'all' || done.scope === scope))
    return;
  const start = performance.now();
  process.stderr.write('Installing dependencies …');
  const filter =
    scope === 'cli'
      ? ['--prod', '--filter-prod', 'betahat...', '--filter', 'betahat-workspace']
      : [];
  const { code, output } = await pnpm([
    'install',
    '--frozen-lockfile',
    '--prefer-offline',
    ...filter,
  ]);
  process.stderr.write(` ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
  if (code !== 0) throw new Error(`pnpm install failed:\n${output}`);
  writeCache('installed', { fingerprint: wanted, scope });
};
