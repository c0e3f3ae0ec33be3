import { availableParallelism, cpus, release, totalmem, type } from 'node:os';

/** Where the numbers were measured: without it they mean nothing. */
export const machine = () => ({
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
  system: `${type()} ${release()}`,
  node: process.version,
  date: new Date().toISOString(),
});
