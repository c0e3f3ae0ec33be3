import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memory: string;
  readonly system: string;
  readonly node: string;
  readonly date: string;
}

/** Where the numbers were measured: without it they mean nothing. */
export const machine = (): Machine => ({
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
  system: `${type()} ${release()}`,
  node: process.version,
  date: new Date().toISOString(),
});

/** The machine for a reader: "processor, 2 cores, …". */
const machineOnly = ({ processor, cores, memory, system, node }: Machine): string =>
  `${processor}, ${cores} cores, ${memory}, ${system}, Node ${node}`;

/** The same with the load and the day: "…, load 0.1 at the start, 2026-01-31". */
export const described = (where: Machine, load: number): string =>
  `${machineOnly(where)}, load ${load.toFixed(1)} at the start, ${where.date.slice(0, 10)}`;

/** Runs by the machine that they were made on, in the order in which these first come. */
export const byMachine = <Run extends { readonly machine: Machine }>(
  runs: readonly Run[],
): ReadonlyMap<string, readonly Run[]> => {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const text = machineOnly(run.machine);
    groups.set(text, [...(groups.get(text) ?? []), run]);
  }
  return groups;
};

const MIB = 2 ** 20;

/** Bytes of the last-level cache as Linux tells them, elsewhere 32 MiB. */
export const lastLevelCache = (): number => {
  for (const level of [4, 3, 2])
    try {
      const text = readFileSync(`/sys/devices/system/cpu/cpu0/cache/index${level}/size`, 'utf8');
      const [, size, unit] = /^(\d+)([KM])/.exec(text) ?? [];
      if (size !== undefined) return Number(size) * (unit === 'M' ? MIB : 1024);
    } catch {
      // No such level.
    }
  return 32 * MIB;
};
