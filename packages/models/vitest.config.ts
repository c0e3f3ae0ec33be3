import { nodeAndBrowser } from '@betahat/settings/vitest';

// Workers of the tests are started by Node itself, which must find the sources as the tests do.
export default nodeAndBrowser({ execArgv: ['--conditions=@betahat/source'] });
