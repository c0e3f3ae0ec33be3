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
  /** Machine and day of each run that rows come from. */
  readonly runs: readonly {
    readonly day: string;
    readonly machine: string;
    readonly commit: string;
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

interface FitsFile {
  readonly rounds: number;
  readonly runs: Readonly<Record<string, { readonly machine: Machine; readonly commit: string }>>;
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

export const readFits = (json: unknown): Fits => {
  const file = json as FitsFile;
  const { rounds, runs, results, overall, prediction, loading, sizes } = file;
  return {
    rounds,
    runs: Object.values(runs).map(({ machine, commit }) => ({
      day: dayOf(machine.date),
      machine: machineText(machine),
      commit,
    })),
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
