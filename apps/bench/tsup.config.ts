import { defineConfig } from 'tsup';

/** The packages stay outside: what is timed is what they publish. */
export default defineConfig({
  entry: {
    main: 'src/main.ts',
    once: 'src/once.ts',
    'kernel-worker': 'src/kernels/threads/kernel-worker.ts',
  },
  format: 'esm',
  target: 'node20',
  platform: 'node',
  sourcemap: true,
  clean: true,
});
