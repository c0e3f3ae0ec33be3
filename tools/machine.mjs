/**
 * Which Node and pnpm run this repository. The machine's own Node where the tools accept it
 * (22.18, 24.11 and 26 or later), else the pinned one; pnpm always the pinned one. Both come as npm
 * packages through npx, into npm's cache. The places found are remembered in .cache, so that only
 * the first run asks npx.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const cacheFolder = join(root, '.cache');
const windows = process.platform === 'win32';

/** The versions everything here is tested with. */
export const PINNED = { node: '24.21.0', pnpm: '12.21.0' };

/** Whether vite, vitest, tsup and changesets all run on this version of Node. */
const fits = (version) => {
  const [major, minor] = version.split('.').map(Number);
  return (
    (major === 22 && minor >= 18) ||
    (major === 24 && minor >= 11) ||
    (major >= 26 && major % 2 === 0)
  );
};

/** npm's or npx's script: beside the npm that started us, else beside this Node; '' if neither. */
const npmScript = (name) => {
  const started = process.env['npm_execpath'] ?? '';
  const folders = [
    ...(started.endsWith('npm-cli.js') ? [dirname(started)] : []),
    join(dirname(process.execPath), 'node_modules', 'npm', 'bin'),
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin'),
  ];
  return folders.map((folder) => join(folder, `${name}-cli.js`)).find(existsSync) ?? '';
};

/** npx without a shell where its script is found; else through PATH, which on Windows needs one. */
const npx = (args) => {
  const script = npmScript('npx');
  const options = {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 26,
  };
  if (script !== '') return spawnSync(process.execPath, [script, ...args], options);
  const quoted = windows ? args.map((word) => `"${word.replace(/"/g, '\\"')}"`) : args;
  return spawnSync('npx', quoted, { ...options, shell: windows });
};

const MARK = 'betahat-tools:';

/** What npx runs (see findWithNpx): prints where the packages named have their programs. */
export const locate = (names) => {
  const found = {};
  for (const bin of (process.env['PATH'] ?? process.env['Path'] ?? '').split(delimiter)) {
    const modules = dirname(bin);
    if (!bin.endsWith('.bin') || !names.every((name) => existsSync(join(modules, name)))) continue;
    for (const name of names) found[name] = programOf(modules, name);
    break;
  }
  process.stdout.write(`${MARK}${JSON.stringify(found)}\n`);
};

/** The program itself, not the shim: on Windows shims are scripts that only a shell can run. */
const programOf = (modules, name) => {
  const file = windows ? `${name}.exe` : name;
  if (name === 'node') {
    const own = join(modules, 'node', 'bin', file);
    return existsSync(own) ? own : join(modules, 'node', file);
  }
  const platform = readdirSync(join(modules, '@pnpm')).find((folder) =>
    existsSync(join(modules, '@pnpm', folder, file)),
  );
  return join(modules, '@pnpm', String(platform), file);
};

/** Where npx puts the packages asked for, e.g. { node: '24.21.0', pnpm: '12.21.0' }. */
const findWithNpx = (versions) => {
  const names = Object.keys(versions);
  const packages = names.flatMap((name) => ['-p', `${name}@${versions[name]}`]);
  const command = `"${process.execPath}" tools/run.mjs --locate ${names.join(' ')}`;
  const ran = npx(['--yes', '--prefer-offline', ...packages, '-c', command]);
  const line = (ran.stdout ?? '').split('\n').find((text) => text.startsWith(MARK));
  const found = line === undefined ? {} : JSON.parse(line.slice(MARK.length));
  const missing = names.find((name) => found[name] === undefined || !existsSync(found[name]));
  if (missing !== undefined)
    throw new Error(
      `Set-up failed: npx did not bring ${missing} ${versions[missing]}.\n${ran.error ?? ''}${ran.stderr ?? ''}`,
    );
  return found;
};

export const readCache = (name) => {
  try {
    return JSON.parse(readFileSync(join(cacheFolder, `${name}.json`), 'utf8'));
  } catch {
    return {}; // first run, or a file cut short: both mean that nothing is known yet
  }
};

export const writeCache = (name, value) => {
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(join(cacheFolder, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`);
};

/** The programs for these versions, from the cache of an earlier run or from npx. */
export const remembered = (versions) => {
  const key = [process.platform, process.arch, JSON.stringify(versions)].join(' ');
  const cache = readCache('machine');
  const known = cache[key];
  if (known !== undefined && Object.values(known).every((path) => existsSync(path))) return known;
  process.stderr.write(
    `Fetching ${Object.entries(versions)
      .map((pair) => pair.join(' '))
      .join(' and ')} with npx …\n`,
  );
  const found = findWithNpx(versions);
  writeCache('machine', { ...cache, [key]: found });
  return found;
};

/** PATH with these programs' folders in front. */
export const pathWith = (...programs) => {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  return { [name]: [...programs.map(dirname), process.env[name]].filter(Boolean).join(delimiter) };
};

/** The Node and pnpm to use, and the environment that leads every child to them. */
export const findTools = () => {
  const own = fits(process.versions.node);
  const { pnpm, node = process.execPath } = remembered(
    own ? { pnpm: PINNED.pnpm } : { node: PINNED.node, pnpm: PINNED.pnpm },
  );
  return {
    node,
    pnpm,
    env: {
      ...pathWith(node, pnpm),
      BETAHAT_PNPM: pnpm,
      BETAHAT_NPM: npmScript('npm'),
      TURBO_TELEMETRY_DISABLED: '1',
      DO_NOT_TRACK: '1',
    },
  };
};
