interface Sizes {
  readonly bundle: (code: string, folder: string, external?: readonly string[]) => Promise<string>;
  readonly gzipped: (text: string | Uint8Array) => number;
}

/** The bundler of `npm test`, which holds the packages to their ceilings: this file and the built program lie equally deep. */
export const bundler = async (): Promise<Sizes> =>
  import(new URL('../../../tools/sizes.mjs', import.meta.url).href);
