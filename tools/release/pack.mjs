/** Every public package, packed as a release would pack it. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../machine.mjs';
import { pnpm } from '../process.mjs';
import { manifests } from '../setup.mjs';
import { filesOf } from './tarball.mjs';

const publicFolders = () =>
  manifests()
    .filter((path) => !JSON.parse(readFileSync(join(root, path), 'utf8')).private)
    .map((path) => dirname(path));

const digest = (files) => {
  const hash = createHash('sha256');
  for (const { path, data } of files) hash.update(`${path}\0${data.length}\0`).update(data);
  return hash.digest('hex');
};

const packOne = async (folder, into) => {
  const target = join(into, folder.replaceAll('/', '-'));
  mkdirSync(target);
  const { code, output } = await pnpm(['pack', '--pack-destination', target], {
    cwd: join(root, folder),
  });
  if (code !== 0) throw new Error(`pnpm pack failed in ${folder}:\n${output}`);
  const tarball = join(target, readdirSync(target)[0]);
  const tgz = readFileSync(tarball);
  const files = filesOf(tgz);
  const manifest = JSON.parse(
    files.find(({ path }) => path === 'package.json').data.toString('utf8'),
  );
  return { folder, tarball, tgz, files, manifest, name: manifest.name, digest: digest(files) };
};

export const packAll = (into) =>
  Promise.all(publicFolders().map((folder) => packOne(folder, into)));
