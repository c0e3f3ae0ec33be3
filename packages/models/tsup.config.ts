import { library } from '@betahat/settings/tsup';

export default library(['src/index.ts', 'src/predict.ts', 'src/worker.ts']);
