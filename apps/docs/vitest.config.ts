import { nodeOnly } from '@betahat/settings/vitest';

export default nodeOnly({
  globalSetup: './test/global-setup.ts',
  // What a page shows comes when a busy machine gets to it.
  expect: { poll: { timeout: 30_000 } },
});
