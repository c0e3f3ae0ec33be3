import { nodeOnly } from '@betahat/settings/vitest';

export default nodeOnly();
