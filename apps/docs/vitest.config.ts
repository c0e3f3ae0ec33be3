import { nodeOnly } from '@betahat/settings/vitest';

export default nodeOnly({
  globalSetup: './test/global-setup.ts',
  // What a page shows comes when a busy machine gets to it; axe alone takes seconds on a long page.
  testTimeout: 180_000,
  expect: { poll: { timeout: 30_000 } },
});
