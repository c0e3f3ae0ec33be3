import { defineConfig } from 'tsup';

/** The packages stay outside: what is timed is what they publish. */
export default defineConfig({
  entry: ['src/main.ts', 'src/once.ts'],
  format: 'esm',
  target: 'node20',
  platform: 'node',
  sourcemap: true,
  clean: true,
});
