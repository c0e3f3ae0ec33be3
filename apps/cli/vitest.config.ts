import { nodeOnly } from '@betahat/settings/vitest';

// A test runs the whole program, and the machines that run tests have few cores. Files share a worker:
// loading DuckDB and our packages anew for each would double the time.
export default nodeOnly({ testTimeout: 60_000, isolate: false });
