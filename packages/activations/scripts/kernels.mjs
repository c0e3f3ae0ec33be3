/**
 * Compiles assembly/activations.ts and writes src/simd/kernels.generated.ts: `pnpm kernels`.
 * With `--check` it writes nothing and fails where the file is not what the source gives.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import binaryen from 'assemblyscript/binaryen';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, 'src/simd/kernels.generated.ts');

/** Bytes as text: with the kernels of linalg, for all who make kernels. */
const { textOf } = await import(new URL('../../linalg/scripts/text.mjs', import.meta.url).href);

/** Where the constants lie. Kernel modules of several packages may share a memory: 16 to 20 kB. */
const BASE = 16 * 1024;

const compiled = async () => {
  /** @type {Uint8Array | undefined} */
  let wasm;
  const { error, stderr } = await asc.main(
    [
      'assembly/activations.ts',
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

/** The text of the generated file. */
export const generate = async () => {
  const wasm = inlined(await compiled());
  return `// Generated from assembly/activations.ts by scripts/kernels.mjs: \`pnpm kernels\`.
import type { KernelSource } from './instantiate.ts';

export const kernels: KernelSource = {
  wasm:
    '${textOf(wasm)}',
};
`;
};

/** Whether the generated file is what its source gives. */
export const isCurrent = async () => readFileSync(target, 'utf8') === (await generate());

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!process.argv.includes('--check')) writeFileSync(target, await generate());
  else if (!(await isCurrent())) {
    process.stderr.write('src/simd/kernels.generated.ts is out of date; run pnpm kernels\n');
    process.exitCode = 1;
  }
}
