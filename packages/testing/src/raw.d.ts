/** Vite, and so vitest in Node and in the browser, gives a file's text for an import with `?raw`. */
declare module '*?raw' {
  const text: string;
  export default text;
}

/** Vite's way to import many files: keys are paths relative to the file that calls it. */
interface ImportMeta {
  glob(
    patterns: string | string[],
    options: { query: '?raw'; import: 'default'; eager: true },
  ): Record<string, string>;
}
