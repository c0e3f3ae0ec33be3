/**
 * Compiles assembly/binary.ts and softmax.ts and writes src/simd/*.generated.ts: `pnpm kernels`.
 * With `--check` it writes nothing and fails where a file is not what its source gives.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import binaryen from 'assemblyscript/binaryen';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Two modules, so that a page with the binary model alone does not load those of softmax. */
const MODULES = ['binary', 'softmax'];

/** Bytes as text: with the kernels of linalg, for all who make kernels. */
const { textOf } = await import(new URL('../../linalg/scripts/text.mjs', import.meta.url).href);

/**
 * Where the constants lie. Kernel modules of several packages may share a memory: 20 to 24 kB. Both have
 * the same constants, those of the elementary functions, so that both may lay them at the same place.
 */
const BASE = 20 * 1024;

const compiled = async (name) => {
  /** @type {Uint8Array | undefined} */
  let wasm;
  const { error, stderr } = await asc.main(
    [
      `assembly/${name}.ts`,
      ...['--outFile', 'out.wasm', '-O3', '--noAssert', '--enable', 'simd'],
      ...['--runtime', 'stub', '--importMemory', '--noExportMemory', '--initialMemory', '1'],
      ...['--memoryBase', String(BASE), '--disableWarning', '112'],
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
  return wasm;
};

/** The elementary functions inlined, which the compiler does not do by itself: a fifth faster (measured). */
const inlined = (wasm) => {
  const module = binaryen.readBinary(wasm);
  module.setFeatures(binaryen.Features.SIMD128);
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(0);
  binaryen.setAlwaysInlineMaxSize(200);
  binaryen.setFlexibleInlineMaxSize(200);
  module.optimize();
  return module.emitBinary();
};

/** The text of one generated file. */
const generate = async (name) => {
  const wasm = inlined(await compiled(name));
  return `// Generated from assembly/${name}.ts by scripts/kernels.mjs: \`pnpm kernels\`.
import type { KernelSource } from '@betahat/activations/simd';

export const ${name}Kernels: KernelSource = {
  wasm:
    '${textOf(wasm)}',
};
`;
};

const fileOf = (name) => join(root, 'src/simd', `${name}.generated.ts`);

/** The modules whose generated file is not what their source gives. */
export const stale = async () => {
  const names = [];
  for (const name of MODULES) {
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
    for (const name of MODULES) writeFileSync(fileOf(name), await generate(name));
  }
}
