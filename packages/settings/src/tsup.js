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
});
