import { policyFits } from './fits.ts';

/* Run as a worker of a page: the same fits, of which the large one starts a worker of its own. */

// The runner of these tests rewrites import() to go by a function of the page.
Object.assign(globalThis, {
  __vitest_browser_runner__: { wrapDynamicImport: (load: () => unknown) => load() },
});
const answer = await policyFits().catch((error: unknown) => String(error));
postMessage(answer);
