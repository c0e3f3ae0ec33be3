/**
 * Compiles assembly/losses.ts and writes src/simd/kernels.generated.ts: `pnpm kernels`.
 * With `--check` it writes nothing and fails where the file is not what the source gives.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import binaryen from 'assemblyscript/binaryen';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, 'src/simd/kernels.generated.ts');

/** Finds what a loader may fuse. It lies with the kernels of linalg, for all who make kernels. */
const { fusablePairs } = await import(
  new URL('../../linalg/scripts/fusable.mjs', import.meta.url).href
);

/** Where the constants lie. Kernel modules of several packages may share a memory: 20 to 24 kB. */
const BASE = 20 * 1024;

const compiled = async () => {
  /** @type {Uint8Array | undefined} */
  let wasm;
  const { error, stderr } = await asc.main(
    [
      'assembly/losses.ts',
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
  const fusable = fusablePairs(wasm).flat();
  // Hex and not base64: gzip then sees whole bytes.
  return `// Generated from assembly/losses.ts by scripts/kernels.mjs: \`pnpm kernels\`.
import type { KernelSource } from '@betahat/activations/simd';

export const kernels: KernelSource = {
  wasm:
    '${Buffer.from(wasm).toString('hex')}',
  fusable: [${fusable.map((at, i) => (i < 1 ? at : at - fusable[i - 1])).join(',')}],
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
