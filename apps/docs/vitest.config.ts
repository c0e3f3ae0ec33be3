import { nodeOnly } from '@betahat/settings/vitest';

export default nodeOnly({ globalSetup: './test/global-setup.ts' });
