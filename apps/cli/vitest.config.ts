import { nodeOnly } from '@betahat/settings/vitest';

// A test runs the whole program, and the machines that run tests have few cores.
export default nodeOnly({ testTimeout: 60_000 });
