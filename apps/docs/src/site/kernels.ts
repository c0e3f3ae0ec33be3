import { dayOf, type Machine, machineText } from './machine.ts';
import { type Case, type FileStanding, readStanding } from './standing.ts';

/** results/kernels.json of apps/bench, as the page shows it. */
export interface Kernels {
  readonly machine: string;
  readonly day: string;
  readonly rounds: number;
  readonly cases: readonly Case[];
}

interface KernelsFile {
  readonly machine: Machine;
  readonly rounds: number;
  readonly cases: readonly { readonly name: string; readonly standings: readonly FileStanding[] }[];
}

export const readKernels = (json: unknown): Kernels => {
  const { machine, rounds, cases } = json as KernelsFile;
  return {
    machine: machineText(machine),
    day: dayOf(machine.date),
    rounds,
    cases: cases.map(({ name, standings }) => ({ name, standings: standings.map(readStanding) })),
  };
};
