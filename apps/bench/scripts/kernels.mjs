/**
 * Compiles assembly/yardstick.ts and writes src/kernels/yardstick.generated.ts: `pnpm kernels`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const target = join(root, 'src/kernels/yardstick.generated.ts');

const generate = async () => {
  /** @type {Uint8Array | undefined} */
  let wasm;
  const { error, stderr } = await asc.main(
    [
      'assembly/yardstick.ts',
      ...['--outFile', 'out.wasm', '-O3', '--noAssert', '--enable', 'simd,relaxed-simd'],
      ...['--runtime', 'stub', '--importMemory', '--noExportMemory', '--initialMemory', '1'],
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
  return `// Generated from assembly/yardstick.ts by scripts/kernels.mjs: \`pnpm kernels\`.
export const yardstickBytes =
  '${Buffer.from(wasm).toString('base64')}';
`;
};

/** Whether the generated file is what its source gives. */
export const isCurrent = async () => readFileSync(target, 'utf8') === (await generate());

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(target, await generate());
