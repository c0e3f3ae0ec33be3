/**
 * Compiles assembly/*.ts and writes src/kernels/*.generated.ts: `node scripts/kernels.mjs`.
 * With `--check` it writes nothing and fails where a file is not what its source gives.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { textOf } from './text.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Each module and where its constants lie. Several modules share one memory: these ranges must not
 * meet, nor those of other packages' kernels (see src/kernels/arena.ts for the map).
 */
export const MODULES = {
  forward: 1024,
  backward: 1024,
  product: 1024,
  product32: 1024,
  elementary: 1024,
};

/** The text of one generated file. */
export const generate = async (name) => {
  /** @type {Uint8Array | undefined} */
  let wasm;
  const { error, stderr } = await asc.main(
    [
      `assembly/${name}.ts`,
      ...['--outFile', 'out.wasm', '-O3', '--noAssert', '--enable', 'simd'],
      ...['--runtime', 'stub', '--importMemory', '--noExportMemory', '--initialMemory', '1'],
      ...['--memoryBase', String(MODULES[name]), '--disableWarning', '112'],
    ],
    {
      readFile: (file, base) => {
        try {
          return readFileSync(join(root, base, file), 'utf8');
        } catch {
          return null;
        }
      },
      writeFile: (_, contents) => {
        wasm = contents;
      },
    },
  );
  if (error !== null || wasm === undefined) throw new Error(`${error}\n${stderr.toString()}`);
  return `// Generated from assembly/${name}.ts by scripts/kernels.mjs: \`pnpm kernels\`.
import type { KernelSource } from './source.ts';

export const ${name}Source: KernelSource = {
  wasm:
    '${textOf(wasm)}',
};
`;
};

const fileOf = (name) => join(root, 'src/kernels', `${name}.generated.ts`);

/** The modules whose generated file is not what their source gives. */
export const stale = async () => {
  const names = [];
  for (const name of Object.keys(MODULES)) {
    if (readFileSync(fileOf(name), 'utf8') !== (await generate(name))) names.push(name);
  }
  return names;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--check')) {
    const names = await stale();
    if (names.length > 0) {
      process.stderr.write(`out of date: ${names.join(', ')}; run pnpm kernels\n`);
      process.exitCode = 1;
    }
  } else {
    for (const name of Object.keys(MODULES)) writeFileSync(fileOf(name), await generate(name));
  }
}
