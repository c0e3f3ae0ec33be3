/**
 * What an import costs a page: bundled and minified by esbuild from the built packages, then
 * gzipped, against the ceilings of sizes.json (bytes; 1 kB = 1000). `absent` lists words that must
 * not be in the bundle: what tree-shaking has to leave out. A `goal` below the ceiling is what the
 * entry should come down to; the ceiling keeps it from growing meanwhile.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from './machine.mjs';

/**
 * The minified bundle of a few lines of code that import by package name from `folder`: what a page
 * loads for them. What they import only when it is called for (`import()`) is a file of its own and
 * does not count.
 */
export const bundle = async (code, folder, external = []) => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: join(root, folder), loader: 'js', sourcefile: 'entry.js' },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    splitting: true,
    outdir: join(root, 'never-written'),
    absWorkingDir: root,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    external: ['node:*', ...external],
    logLevel: 'silent',
  });
  const { outputs } = metafile;
  const loaded = new Set();
  const load = (path) => {
    if (loaded.has(path) || outputs[path] === undefined) return;
    loaded.add(path);
    for (const { path: other, kind } of outputs[path].imports)
      if (kind === 'import-statement') load(other);
  };
  const entry = Object.keys(outputs).find((path) => outputs[path].entryPoint?.endsWith('entry.js'));
  if (entry === undefined) throw new Error(`no bundle came of ${code}`);
  load(entry);
  return outputFiles
    .filter(({ path }) => loaded.has(relative(root, path).replaceAll('\\', '/')))
    .map(({ text }) => text)
    .join('');
};

export const gzipped = (text) => gzipSync(text, { level: 9 }).length;

const measure = async ({ name, code, from, ceiling, goal, absent = [] }) => {
  const text = await bundle(code, from);
  const size = gzipped(text);
  const leaked = absent.filter((word) => text.includes(word));
  return { name, size, ceiling, goal, leaked, ok: size <= ceiling && leaked.length === 0 };
};

const row = ({ name, size, ceiling, goal, leaked, ok }) => {
  const notes = [
    `${String(size).padStart(6)} of ${String(ceiling).padStart(6)} bytes`,
    ...(goal !== undefined && size > goal ? [`goal ${goal}`] : []),
    ...(leaked.length > 0 ? [`contains ${leaked.join(', ')}`] : []),
    ...(ok ? [] : ['✗']),
  ];
  return `  ${name.padEnd(40)} ${notes.join(', ')}\n`;
};

/** Every entry of sizes.json with its size; the documentation prints them. */
export const measureSizes = () => {
  const ceilings = JSON.parse(readFileSync(join(root, 'tools', 'sizes.json'), 'utf8'));
  return Promise.all(ceilings.map(measure));
};

export const sizeCheck = async () => {
  const measured = await measureSizes();
  return { ok: measured.every(({ ok }) => ok), note: measured.map(row).join('') };
};
