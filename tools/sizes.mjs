/**
 * What an import costs a page: bundled and minified by esbuild from the built packages, then
 * gzipped, against the ceilings of sizes.json (bytes; 1 kB = 1000). `absent` lists words that must
 * not be in the bundle: what tree-shaking has to leave out. A `goal` below the ceiling is what the
 * entry should come down to; the ceiling keeps it from growing meanwhile.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from './machine.mjs';

/** The minified bundle of a few lines of code that import by package name from `folder`. */
export const bundle = async (code, folder, external = []) => {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: join(root, folder), loader: 'js' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    external: ['node:*', ...external],
    logLevel: 'silent',
  });
  return outputFiles[0].text;
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
