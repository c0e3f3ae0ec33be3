import { library } from '@betahat/settings/tsup';

export default library({ index: 'src/index.ts', simd: 'src/simd/index.ts' });
