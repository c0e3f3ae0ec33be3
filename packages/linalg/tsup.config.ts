import { library } from '@betahat/settings/tsup';

export default {
  ...library({
    index: 'src/index.ts',
    check: 'src/check.ts',
    threads: 'src/threads/index.ts',
    worker: 'src/threads/worker.ts',
  }),
  // Also in CommonJS the entries share one copy: what one allocates, the kernels of the other know.
  splitting: true,
};
