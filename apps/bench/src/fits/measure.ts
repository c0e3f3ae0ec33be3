import { Cut } from '../conversation.ts';
import { median } from '../median.ts';
import type { Contender, Language, Running, Timed } from './contender.ts';
import { objective } from './objective.ts';
import type { Optimum } from './optimum.ts';
import type { Problem } from './problem.ts';

/** Every contender is timed to this relative distance from the optimum. */
export const GAP = 1e-6;

export interface Effort {
  /** Rounds that contenders take turns in, at most; three where fits are slow. */
  readonly rounds: number;
  /** A contender has so long to find its tolerance. */
  readonly limitMs: number;
  /** A sample takes at least so long. */
  readonly sampleMs: number;
  /** Short fits are repeated for so long before the first round, until compilers are done. */
  readonly warmMs: number;
}

/** Whoever takes so many times the fastest's time is timed once, not in every round. */
const HOPELESS = 30;

export interface Standing {
  readonly contender: string;
  readonly language: Language;
  /** What it minimises instead, or what its tolerance means. */
  readonly note: string | null;
  readonly threads: number;
  /** The loosest tolerance of the contender that reaches the gap; null if none does. */
  readonly tolerance: number | null;
  /** The largest (J − J*)/J* over the penalties, by the one objective of this instrument. */
  readonly gap: number;
  /** Milliseconds per fit, one number per round, sorted; none of a contender that stops short. */
  readonly rounds: readonly number[];
  readonly passes: number | null;
  readonly memory: { readonly before: number; readonly peak: number } | null;
  /** Why there is no time. */
  readonly excluded: string | null;
  /** Of a contender that stops short, where and after how many milliseconds it came closest. */
  readonly closest: { readonly tolerance: number; readonly ms: number } | null;
}

interface Entry {
  readonly contender: Contender;
  running: Running | null;
  tolerance: number | null;
  gap: number;
  once: number;
  passes: number | null;
  excluded: string | null;
  closest: Standing['closest'];
  readonly rounds: number[];
}

/** The largest relative gap over the penalties. */
export const gapOf = (
  problem: Problem,
  { fits }: Pick<Timed, 'fits'>,
  optimum: Optimum,
  penalisesIntercept = false,
): number =>
  fits.reduce((worst, fit, i) => {
    const best = optimum.values[i]!;
    const reached = objective(problem, problem.penalties[i]!, fit, penalisesIntercept);
    const gap = (reached - best) / best;
    // Math.max keeps a NaN.
    return Math.max(worst, gap);
  }, Number.NEGATIVE_INFINITY);

/**
 * Threads of OpenMP and OpenBLAS go on spinning up to 200 ms after their last work: whoever came next had to share the
 * machine with them, and the first of the next round with those of the last.
 */
const REST_MS = 250;

const rest = (after: Contender): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, after.threads > 1 ? REST_MS : 0));

/** Goes down the ladder until the gap is met or time is up. */
const search = async (
  entry: Entry,
  problem: Problem,
  optimum: Optimum,
  limit: number,
): Promise<void> => {
  const { contender } = entry;
  const begin = performance.now();
  try {
    entry.running = await contender.open(problem);
    for (const tolerance of contender.ladder) {
      const left = limit - (performance.now() - begin);
      if (left <= 0) throw new Cut('no time is left');
      const timed = await entry.running.fit(tolerance, 1, left);
      const gap = gapOf(problem, timed, optimum, contender.penalisesIntercept);
      if (gap < entry.gap) Object.assign(entry, { gap, closest: { tolerance, ms: timed.ms } });
      entry.once = timed.ms;
      entry.passes = timed.passes ?? null;
      if (gap <= GAP) {
        Object.assign(entry, { tolerance, gap });
        return;
      }
    }
    entry.excluded = 'stops short';
  } catch (error) {
    entry.excluded =
      error instanceof Cut
        ? `stopped after ${Math.round(limit / 1000)} s`
        : error instanceof Error
          ? error.message
          : String(error);
  }
};

/**
 * Contenders take turns within each round, so that a slow moment of the machine hits all of them.
 * Before that each has searched its tolerance, which warms it.
 */
export const measure = async (
  problem: Problem,
  contenders: readonly Contender[],
  optima: { readonly free: Optimum; readonly penalised: Optimum | null },
  effort: Effort,
  say: (text: string) => void,
): Promise<Standing[]> => {
  const entries: Entry[] = contenders.map((contender) => ({
    contender,
    running: null,
    tolerance: null,
    gap: Number.POSITIVE_INFINITY,
    once: 0,
    passes: null,
    excluded: null,
    closest: null,
    rounds: [],
  }));
  try {
    for (const entry of entries) {
      const { name, threads, penalisesIntercept } = entry.contender;
      const optimum = penalisesIntercept ? optima.penalised! : optima.free;
      await search(entry, problem, optimum, effort.limitMs);
      say(
        `  ${name}, ${threads} thread${threads > 1 ? 's' : ''}: ${entry.excluded ?? `${entry.once.toPrecision(3)} ms`}`,
      );
    }
    for (const { contender } of entries.slice(-1)) await rest(contender);
    let able = entries.filter(({ tolerance }) => tolerance !== null);
    /** A contender that fails once it has reached the gap is out with its reason: the others go on. */
    const timed = async (entry: Entry, repeats: number): Promise<number | null> => {
      try {
        return (await entry.running!.fit(entry.tolerance!, repeats, 10 * effort.limitMs)).ms;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        Object.assign(entry, { tolerance: null, excluded: `failed in a later fit: ${reason}` });
        entry.rounds.length = 0;
        able = able.filter((other) => other !== entry);
        return null;
      }
    };
    const repeatsIn = (ms: number, once: number) => Math.ceil(ms / Math.max(once, 1e-3));
    for (const entry of able) {
      const repeats = repeatsIn(effort.warmMs, entry.once);
      if (repeats < 2) continue;
      const warming = await timed(entry, repeats);
      if (warming === null) continue;
      // The first fit of a process may take a hundred times as long: who is hopeless is told by later ones.
      entry.once = (await timed(entry, repeatsIn(effort.sampleMs, warming))) ?? entry.once;
      await rest(entry.contender);
    }
    const quickest = Math.min(...able.map(({ once }) => once));
    const slow = able.some(({ once }) => once > 3000 && once <= HOPELESS * quickest);
    const rounds = slow ? Math.min(3, effort.rounds) : effort.rounds;
    for (let round = 0; round < rounds; round++)
      for (const entry of able) {
        if (round > 0 && entry.once > HOPELESS * quickest) continue;
        const ms = await timed(entry, repeatsIn(effort.sampleMs, entry.once));
        if (ms !== null) entry.rounds.push(ms);
        await rest(entry.contender);
      }
    const standings: Standing[] = [];
    for (const entry of entries) {
      const { contender, running, tolerance, gap, passes, excluded, closest } = entry;
      standings.push({
        contender: contender.name,
        language: contender.language,
        note: contender.note ?? null,
        threads: contender.threads,
        tolerance,
        gap,
        rounds: entry.rounds.sort((a, b) => a - b),
        passes,
        memory: tolerance === null ? null : ((await running?.memory?.()) ?? null),
        excluded,
        closest: tolerance === null ? closest : null,
      });
    }
    return standings;
  } finally {
    for (const { running } of entries) running?.close();
  }
};

/** The fastest of those that reach the gap and are not ours. */
export const fastest = (standings: readonly Standing[]): Standing | null =>
  standings
    .filter(({ rounds }) => rounds.length > 0)
    .sort((a, b) => median(a.rounds) - median(b.rounds))[0] ?? null;
