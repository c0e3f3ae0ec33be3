/** A compiled kernel module as text, with the places where sums may be fused into products. */
export interface KernelSource {
  /** The bytes of a module of plain SIMD, as text (see `decode`). It imports its memory as `env.memory`. */
  readonly wasm: string;
  /** Offsets of f64x2.mul (f32x4.mul) and the f64x2.add (f32x4.add) it feeds, in turn, each as distance from the last. */
  readonly fusable: readonly number[];
}

/**
 * What runs the products: SIMD with fused multiply-add, plain SIMD, or TypeScript alone. Fused sums
 * round once where the others round twice, so that results differ in the last bits.
 */
export type Engine = 'relaxed' | 'simd' | 'plain';

/**
 * The bytes that scripts/text.mjs made text of: numbers of 84 characters, in two of which one of the
 * three characters behind them comes first and adds 84, 168 or 252; all less 3, modulo 256.
 */
export const decode = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes: number[] = [];
  let group = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Printable characters from '#' on without ' \ and `.
    const value = code - 35 - +(code > 39) - +(code > 92) - +(code > 96);
    if (value > 85) group = 89 - value;
    else {
      bytes.push(84 * group + value - 3);
      group = 0;
    }
  }
  return Uint8Array.from(bytes);
};

/** f64x2.relaxed_madd, and three nops in place of what it saves. */
const FUSED = [0xfd, 0x87, 0x02, 1, 1, 1];

/** The second byte of f32x4.add and of f32x4.relaxed_madd. */
const [ADD32, FUSED32] = [0xe4, 0x85];

/**
 * Rewrites `a b mul c add` to `a b c madd nop nop nop`, in place. Pairs are nested like brackets and
 * come innermost first, so that moving what lies between one pair moves no later pair's ends apart.
 */
const fuse = (bytes: Uint8Array, fusable: readonly number[]): void => {
  let at = 0;
  for (let k = 0; k < fusable.length; k += 2) {
    const mul = at + fusable[k];
    const add = mul + fusable[k + 1];
    const isSingle = bytes[add + 1] === ADD32;
    bytes.copyWithin(mul, mul + 3, add);
    bytes.set(FUSED, add - 3);
    if (isSingle) bytes[add - 2] = FUSED32;
    at = add;
  }
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
    const bytes = decode(source.wasm);
    if (engine === 'relaxed') fuse(bytes, source.fusable);
    return new WebAssembly.Module(rewrite === undefined ? bytes : rewrite(bytes));
  } catch {
    return null;
  }
};
