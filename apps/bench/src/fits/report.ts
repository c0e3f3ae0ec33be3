import type { Machine } from '../machine.ts';
import type { Loading } from '../use/loading.ts';
import type { Prediction } from '../use/prediction.ts';
import type { Size } from '../use/sizes.ts';
import type { Cold } from './cold.ts';
import { type Measured, overall, type Verdict } from './verdicts.ts';

/** One start of the program: what holds for all that it measured. */
export interface Run {
  readonly machine: Machine;
  readonly load: number;
  /** Bytes per second of a SIMD sum over resident numbers, one thread. */
  readonly bandwidth: number;
  readonly rounds: number;
  /** Seconds that a contender has to find its tolerance. */
  readonly limit: number;
  /** Programs and libraries that took part. */
  readonly versions: Readonly<Record<string, string>>;
  /** What was checked out; a + tells that files differed from it. */
  readonly commit: string;
}

export interface Result extends Measured {
  /** The date of its run, by which `runs` has it. */
  readonly run: string;
  readonly optimum: readonly number[];
  /** How sure that optimum is, relative. */
  readonly certainty: number;
  readonly solver: string;
  /** Default options: the gap that they reach, and whether the report says converged. */
  readonly defaults: { readonly gap: number; readonly converged: boolean };
  readonly cold: Cold;
  readonly verdicts: readonly Verdict[];
}

/** Rows that come from one run. */
export interface Part<Row> {
  readonly run: string;
  readonly rows: readonly Row[];
}

/** What one run measured. */
export interface Measurements {
  readonly results: readonly Result[];
  readonly prediction: Part<Prediction> | null;
  readonly loading: Part<Loading> | null;
  readonly sizes: Part<Size> | null;
}

/** results/fits.json. Each row names the run that measured it; the machine is that of the latest. */
export interface Report extends Measurements {
  readonly machine: Machine;
  readonly rounds: number;
  readonly runs: Readonly<Record<string, Run>>;
  readonly overall: Verdict;
}

/**
 * Measurements of a run in the place of earlier ones of the same workloads; the others stay, each with the run that
 * measured it.
 * @param order names of all workloads; rows of workloads that are no more are left out
 */
export const merged = (
  before: Report | null,
  run: Run,
  { results, prediction, loading, sizes }: Measurements,
  order: readonly string[],
): Report => {
  const renewed = new Set(results.map(({ name }) => name));
  const kept = (before?.results ?? []).filter(({ name }) => !renewed.has(name));
  const all = {
    results: [...kept, ...results]
      .filter(({ name }) => order.includes(name))
      .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name)),
    prediction: prediction ?? before?.prediction ?? null,
    loading: loading ?? before?.loading ?? null,
    sizes: sizes ?? before?.sizes ?? null,
  };
  const runs = { ...before?.runs, [run.machine.date]: run };
  const parts = [...all.results, all.prediction, all.loading, all.sizes];
  const used = new Set(parts.map((part) => part?.run));
  return {
    machine: run.machine,
    rounds: run.rounds,
    runs: Object.fromEntries(Object.entries(runs).filter(([date]) => used.has(date))),
    ...all,
    overall: overall(all.results),
  };
};
