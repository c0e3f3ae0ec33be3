/** A compiled kernel module as text. */
export interface KernelSource {
  /**
   * The bytes of a module of plain SIMD, and where sums may be fused into products (see `decode`). It
   * imports its memory as `env.memory`.
   */
  readonly wasm: string;
}

/**
 * What runs the products: SIMD with fused multiply-add, plain SIMD, or TypeScript alone. Fused sums
 * round once where the others round twice, so that results differ in the last bits.
 */
export type Engine = 'relaxed' | 'simd' | 'plain';

/**
 * The bytes that scripts/text.mjs made text of: numbers of 84 characters, in two of which one of the
 * three last characters comes first and adds 84, 168 or 252; all less 3, modulo 256. The two characters
 * between stand for an f64x2.mul and for the f64x2.add that may take it, nested like brackets; the two
 * before all others, ' ' and '!', for f32x4.mul and f32x4.add.
 *
 * @param fused `a b mul c add` becomes `a b c madd nop nop nop`
 */
export const decode = (text: string, fused: boolean): Uint8Array<ArrayBuffer> => {
  const bytes: number[] = [];
  const products: number[] = [];
  let group = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const single = code < 35;
    // Printable characters from '#' on without ' \ and `.
    const value = single ? code + 52 : code - 35 - +(code > 39) - +(code > 92) - +(code > 96);
    if (value > 85) group = 89 - value;
    else if (value === 84) {
      products.push(bytes.length);
      bytes.push(0xfd, single ? 0xe6 : 0xf2, 1);
    } else if (value === 85) {
      const product = products.pop() as number;
      if (fused) {
        bytes.splice(product, 3);
        // relaxed_madd, and three nops in place of what it saves.
        bytes.push(0xfd, single ? 0x85 : 0x87, 2, 1, 1, 1);
      } else bytes.push(0xfd, single ? 0xe4 : 0xf0, 1);
    } else {
      bytes.push(84 * group + value - 3);
      group = 0;
    }
  }
  return Uint8Array.from(bytes);
};

/** Changes the bytes of a module before it is compiled. */
export type Rewrite = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

type Compiled = Map<Rewrite | undefined, Partial<Record<Engine, WebAssembly.Module | null>>>;

/** By source: its text would have to be hashed at each look-up, a third of a fit of 73 rows. */
const compiled = new WeakMap<KernelSource, Compiled>();

/**
 * The module for an engine, or null where the engine cannot be had: no (relaxed) SIMD, WebAssembly
 * forbidden by a content security policy, or a browser whose main thread compiles nothing this
 * large at once (Chromium allowed 4 kB before version 115 and allows 8 MB since).
 */
export const compile = (
  source: KernelSource,
  engine: 'relaxed' | 'simd',
  rewrite?: Rewrite,
): WebAssembly.Module | null => {
  const known = compiled.get(source) ?? new Map();
  compiled.set(source, known);
  const modules = known.get(rewrite) ?? {};
  known.set(rewrite, modules);
  if (modules[engine] === undefined) modules[engine] = compiledOrNull(source, engine, rewrite);
  return modules[engine];
};

const compiledOrNull = (
  source: KernelSource,
  engine: 'relaxed' | 'simd',
  rewrite?: Rewrite,
): WebAssembly.Module | null => {
  try {
    const bytes = decode(source.wasm, engine === 'relaxed');
    return new WebAssembly.Module(rewrite === undefined ? bytes : rewrite(bytes));
  } catch {
    return null;
  }
};
