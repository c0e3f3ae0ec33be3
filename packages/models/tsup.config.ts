import { library } from '@betahat/settings/tsup';

export default library({
  index: 'src/index.ts',
  predict: 'src/predict.ts',
  small: 'src/small.ts',
  worker: 'src/worker.ts',
  'parts-worker': 'src/worker/parts-worker.ts',
});
