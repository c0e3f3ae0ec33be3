/**
 * The release check: each public package is packed, looked through, linted by publint, installed
 * alone and used (stranger.mjs). Unchanged packages keep the verdict of their last good run.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { readCache, root, writeCache } from '../machine.mjs';
import { bundle, gzipped } from '../sizes.mjs';
import { packAll } from './pack.mjs';
import { serve } from './registry.mjs';
import { useAsStranger } from './stranger.mjs';

const MEANT =
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/[^\0]*\.(js|cjs|d\.ts|d\.cts|map|wasm))$/;

/** What the layer rule lets an installation bring, beyond the package itself. */
const BRINGS = {
  '@betahat/linalg': [],
  '@betahat/random': ['pure-rand'],
  '@betahat/activations': ['@betahat/linalg'],
};

const contents = ({ files }) => {
  const paths = files.map(({ path }) => path);
  const stray = paths.filter((path) => !MEANT.test(path) || path.includes('.test.'));
  const missing = ['README.md', 'LICENSE'].filter((path) => !paths.includes(path));
  return [
    ...stray.map((path) => `${path} is packed and should not be`),
    ...missing.map((path) => `${path} is missing from the package`),
  ];
};

const manifestErrors = ({ manifest }) => {
  const errors = ['description', 'license', 'repository', 'engines', 'files']
    .filter((key) => manifest[key] === undefined)
    .map((key) => `package.json has no ${key}`);
  for (const [name, range] of Object.entries(manifest.dependencies ?? {}))
    if (/^(workspace|catalog|file|link):/.test(range)) errors.push(`${name}: ${range} is packed`);
  if (JSON.stringify(manifest.exports ?? {}).includes('@betahat/source'))
    errors.push('the packed exports name the source condition: publishConfig.exports is missing');
  return errors;
};

const lint = async ({ tgz, manifest }) => {
  const tarball = tgz.buffer.slice(tgz.byteOffset, tgz.byteOffset + tgz.byteLength);
  const { messages } = await publint({ pack: { tarball }, strict: true });
  return messages.map((message) => `publint: ${formatMessage(message, manifest)}`);
};

const brought = (name, installed) => {
  const others = installed.filter((other) => other !== name);
  const allowed = BRINGS[name];
  return allowed === undefined || others.join() === [...allowed].sort().join()
    ? []
    : [`installs ${others.join(', ')}; expected ${allowed.join(', ') || 'nothing else'}`];
};

const examine = async (pack, registry, into) => {
  const errors = [...contents(pack), ...manifestErrors(pack), ...(await lint(pack))];
  try {
    errors.push(...brought(pack.name, await useAsStranger(pack, registry, into)));
  } catch (error) {
    errors.push(error.message);
  }
  return errors;
};

/** Own code only, minified and gzipped: what stands in the package's own name. */
const ownSize = async ({ folder, manifest }) => {
  const entries = Object.keys(manifest.exports ?? {}).filter((path) => path !== './package.json');
  if (entries.length === 0) return null;
  const code = entries.map(
    (path, i) => `export * as e${i} from '${manifest.name}${path.slice(1)}';`,
  );
  return gzipped(await bundle(code.join('\n'), folder, Object.keys(manifest.dependencies ?? {})));
};

const kilobytes = (bytes) =>
  (bytes === null ? '—' : `${(bytes / 1000).toFixed(1)} kB`).padStart(10);

const table = async (packs) => {
  const rows = [];
  for (const pack of packs) {
    const unpacked = pack.files.reduce((sum, { data }) => sum + data.length, 0);
    rows.push(
      `  ${pack.name.padEnd(22)}${kilobytes(pack.tgz.length)}${kilobytes(unpacked)}${kilobytes(await ownSize(pack))}\n`,
    );
  }
  return `  ${'package'.padEnd(22)}${'packed'.padStart(10)}${'unpacked'.padStart(10)}${'min+gzip'.padStart(10)}\n${rows.join('')}`;
};

/** All that a verdict rests on: the packed files, this check, and the Node that ran it. */
const evidence = (packs) => {
  const hash = createHash('sha256').update(process.version);
  const here = join(root, 'tools', 'release');
  for (const name of readdirSync(here).sort()) hash.update(readFileSync(join(here, name)));
  hash.update(readFileSync(join(root, 'README.md')));
  for (const { name, digest } of packs) hash.update(name).update(digest);
  return hash.digest('hex');
};

const inTurns = async (items, work) => {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
};

const examineAll = async (packs, into) => {
  const registry = await serve(packs);
  let report = '';
  await inTurns(packs, async (pack) => {
    for (const error of await examine(pack, registry, into)) report += `  ${pack.name}: ${error}\n`;
  });
  registry.close();
  return report;
};

export const releaseCheck = async () => {
  const into = mkdtempSync(join(tmpdir(), 'betahat-release-'));
  try {
    const packs = await packAll(into);
    const seen = evidence(packs);
    const unchanged = readCache('release').evidence === seen;
    const report = unchanged ? '' : await examineAll(packs, into);
    if (report === '') writeCache('release', { evidence: seen });
    const note = unchanged ? '  packed files unchanged since the last good run\n' : '';
    return { ok: report === '', output: report, note: note + (await table(packs)) };
  } finally {
    rmSync(into, { recursive: true, force: true, maxRetries: 3 });
  }
};
