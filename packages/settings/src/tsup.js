import { readFile } from 'node:fs/promises';

/**
 * Constants as numbers. Bundlers take reading `Number.EPSILON` or `Math.LN2` for something that
 * might have an effect, and keep whatever holds it even where nobody uses it.
 */
const constants = Object.fromEntries(
  [
    ...['E', 'LN2', 'LN10', 'LOG2E', 'LOG10E', 'PI', 'SQRT1_2', 'SQRT2'].map((name) => [
      `Math.${name}`,
      Reflect.get(Math, name),
    ]),
    ...['EPSILON', 'MAX_VALUE', 'MIN_VALUE', 'MAX_SAFE_INTEGER', 'MIN_SAFE_INTEGER'].map((name) => [
      `Number.${name}`,
      Reflect.get(Number, name),
    ]),
    ['Number.POSITIVE_INFINITY', '1e999'],
    ['Number.NEGATIVE_INFINITY', '-1e999'],
    ['Number.NaN', 'NaN'],
  ].map(([name, value]) => [name, String(value)]),
);

/**
 * Workers are named by their source, `new URL('./worker.ts', import.meta.url)`, so that tests and Vite
 * find them without a build. What is published has `.js` files: both formats start the ES module.
 */
const workerFiles = {
  name: 'worker-files',
  setup: (/** @type {any} */ build) => {
    build.onLoad({ filter: /-worker\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(/'(\.\/[\w-]+)\.ts'(?=[,;])/g, "'$1.js'"),
      loader: 'ts',
    }));
  },
};

/**
 * The build of every published package: ES modules and CommonJS, each with types and source maps,
 * for Node 20 and later, browsers and workers alike (platform neutral: no Node built-ins are assumed).
 * @param {string[] | Record<string, string>} entry source files, one per export of the package
 * @returns {import('tsup').Options}
 */
export const library = (entry) => ({
  entry,
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  dts: true,
  sourcemap: true,
  treeshake: true,
  clean: true,
  define: constants,
  esbuildPlugins: [workerFiles],
  // In CommonJS `import.meta.url` is made from __filename.
  shims: true,
});
