import { library } from '@betahat/settings/tsup';

export default library({
  index: 'src/index.ts',
  check: 'src/check.ts',
  threads: 'src/threads/index.ts',
  worker: 'src/threads/worker.ts',
});
