import { defineConfig } from 'tsup';

/** One program for Node 20 and later; the packages it uses are installed beside it. */
export default defineConfig({
  entry: ['src/main.ts'],
  format: 'esm',
  target: 'node20',
  platform: 'node',
  sourcemap: true,
  treeshake: true,
  clean: true,
});
