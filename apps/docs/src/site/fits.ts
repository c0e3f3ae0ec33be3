import { dayOf, type Machine, machineText } from './machine.ts';
import { type Case, type FileStanding, readStanding, type Standing } from './standing.ts';

/** Ours against the fastest other in one workload. */
export interface Rivalry {
  readonly name: string;
  /** Milliseconds of ours; null where it was not timed. */
  readonly ours: number | null;
  readonly rival: { readonly contender: string; readonly ms: number } | null;
  /** The rival's time over ours: above 1 ours is faster. */
  readonly times: number | null;
  /** Reads of the data that ours takes. */
  readonly reads: number | null;
  readonly day: string;
}

/** A demand on the results, and whether it was met. */
export interface Bar {
  readonly text: string;
  readonly measured: number | null;
  readonly bound: number;
  readonly holds: boolean | null;
}

/** results/fits.json of apps/bench, as the page shows it. */
export interface Fits {
  readonly rounds: number;
  /** The machines that rows come from, each once, with the days and commits of its runs. */
  readonly machines: readonly {
    readonly machine: string;
    readonly days: readonly { readonly day: string; readonly commits: readonly string[] }[];
  }[];
  readonly rivalries: readonly Rivalry[];
  readonly bars: readonly Bar[];
  /** Every contender of every workload; predictions and imports of the packages after the fits. */
  readonly cases: readonly Case[];
  readonly predictions: readonly Case[];
  readonly imports: readonly Case[];
  /** Bytes of a bundle, gzipped. */
  readonly sizes: readonly { readonly name: string; readonly size: number }[];
}

interface Row extends FileStanding {
  readonly name?: string;
}

interface FileRun {
  readonly machine: Machine;
  readonly commit: string;
}

interface FitsFile {
  readonly rounds: number;
  readonly runs: Readonly<Record<string, FileRun>>;
  readonly results: readonly {
    readonly name: string;
    readonly run: string;
    readonly standings: readonly FileStanding[];
    readonly verdicts: readonly Bar[];
  }[];
  readonly overall: Bar;
  readonly prediction?: { readonly rows: readonly Row[] } | null;
  readonly loading?: { readonly rows: readonly Row[] } | null;
  readonly sizes?: {
    readonly rows: readonly { readonly contender: string; readonly bytes: number | null }[];
  } | null;
}

const fastest = (standings: readonly Standing[]) =>
  standings
    .flatMap(({ contender, median }) => (median === null ? [] : [{ contender, ms: median }]))
    .sort((a, b) => a.ms - b.ms)[0] ?? null;

/** Rows of several cases, told apart by their names. */
const casesOf = (rows: readonly Row[], whole: string): Case[] => {
  const names = [...new Set(rows.map(({ name }) => name ?? whole))];
  return names.map((name) => ({
    name,
    standings: rows.filter((row) => (row.name ?? whole) === name).map(readStanding),
  }));
};

/** A list of what some things have in common, without repetition, in the order in which it comes. */
const distinct = <T>(items: readonly T[], of: (item: T) => string): string[] => [
  ...new Set(items.map(of)),
];

const machinesOf = (runs: readonly FileRun[]): Fits['machines'] => {
  const on = ({ machine }: FileRun) => machineText(machine);
  const at = ({ machine }: FileRun) => dayOf(machine.date);
  return distinct(runs, on).map((machine) => {
    const here = runs.filter((run) => on(run) === machine);
    const days = distinct(here, at).map((day) => ({
      day,
      commits: distinct(
        here.filter((run) => at(run) === day),
        ({ commit }) => commit,
      ),
    }));
    return { machine, days };
  });
};

export const readFits = (json: unknown): Fits => {
  const file = json as FitsFile;
  const { rounds, runs, results, overall, prediction, loading, sizes } = file;
  return {
    rounds,
    machines: machinesOf(Object.values(runs)),
    rivalries: results.map(({ name, run, standings }) => {
      // Each at the tolerance that it needs: here that would only lengthen its name.
      const bare = (each: FileStanding) => readStanding({ ...each, tolerance: null });
      const ours = bare(standings[0]!).median;
      // Ours may be there twice, on one thread and on more: the faster stands first.
      const rival = fastest(standings.filter(({ language }) => language !== 'ours').map(bare));
      return {
        ...{ name, ours, rival },
        times: ours === null || rival === null ? null : rival.ms / ours,
        reads: standings[0]!.passes ?? null,
        day: dayOf(run),
      };
    }),
    bars: [...results.flatMap(({ verdicts }) => verdicts), overall],
    cases: results.map(({ name, standings }) => ({ name, standings: standings.map(readStanding) })),
    predictions: casesOf(prediction?.rows ?? [], 'predictions'),
    imports: casesOf(loading?.rows ?? [], 'import of a package in a fresh process'),
    sizes: (sizes?.rows ?? []).flatMap(({ contender, bytes }) =>
      bytes === null ? [] : [{ name: contender, size: bytes }],
    ),
  };
};
