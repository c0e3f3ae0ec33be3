import { nodeAndBrowser } from '@betahat/settings/vitest';

export default nodeAndBrowser();
