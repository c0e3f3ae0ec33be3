import { median } from '../median.ts';

/** What a run computed: a loss, if there is one, and a gradient, a product, …. */
export interface Outcome {
  readonly value: number | null;
  readonly vector: ArrayLike<number>;
}

/** One way to compute what a case asks for. */
export interface Contender {
  readonly name: string;
  /** What it computes in: an outcome in float32 is compared less strictly. */
  readonly precision: 'float64' | 'float32';
  /** What one run does in the unit of the case, where that differs from the case's. */
  readonly amount?: number | undefined;
  /** What it should compute, where that differs from the case's; null: nothing to compare. */
  readonly expected?: Outcome | null;
  readonly outcome: () => Outcome | Promise<Outcome>;
  /** Milliseconds per run, over so many runs. */
  readonly sample: (repeats: number) => number | Promise<number>;
}

/** What an issue demands: a ratio of the median times, or of the rates, of two contenders. */
export interface Bar {
  readonly text: string;
  readonly ours: string;
  readonly other: string;
  readonly of: 'time' | 'rate';
  readonly bound: { readonly atMost: number } | { readonly atLeast: number };
}

/** A case once its data exists. */
export interface Prepared {
  /** What one run does, in billions of `unit` per second times seconds: bytes, operations, …. */
  readonly amount: number;
  readonly unit: 'GB/s' | 'GFLOP/s' | 'million/s';
  readonly expected: Outcome;
  readonly contenders: readonly Contender[];
  readonly bars: readonly Bar[];
}

export interface Standing {
  readonly contender: string;
  readonly precision: string;
  /** Largest deviation from what is expected, relative to its largest entry. */
  readonly deviation: number | null;
  /** Why it was not timed. */
  readonly excluded: string | null;
  /** Milliseconds per run, one number per round, sorted. */
  readonly rounds: readonly number[];
  readonly rate: number | null;
}

export interface Verdict {
  readonly text: string;
  readonly ours: string;
  readonly other: string;
  readonly of: 'time' | 'rate';
  readonly bound: Bar['bound'];
  /** null where one of the two was not timed. */
  readonly ratio: number | null;
  readonly holds: boolean | null;
}

export interface CaseResult {
  readonly name: string;
  readonly unit: string;
  readonly standings: readonly Standing[];
  readonly verdicts: readonly Verdict[];
}

export interface Effort {
  readonly rounds: number;
  /** A sample takes at least so long. */
  readonly sampleMs: number;
  readonly warmMs: number;
}

const ALLOWED = { float64: 1e-6, float32: 1e-3 } as const;

/** The larger of the relative error of the value and that of the vector, in the ∞-norm. */
export const deviation = (got: Outcome, expected: Outcome): number => {
  if (got.vector.length !== expected.vector.length) {
    throw new Error(`${got.vector.length} numbers instead of ${expected.vector.length}`);
  }
  let [worst, largest] = [0, 0];
  for (let i = 0; i < expected.vector.length; i++) {
    // Math.max keeps a NaN.
    worst = Math.max(worst, Math.abs(got.vector[i]! - expected.vector[i]!));
    largest = Math.max(largest, Math.abs(expected.vector[i]!));
  }
  const ofVector = worst === 0 ? 0 : worst / largest;
  if (expected.value === null) return ofVector;
  if (got.value === null) throw new Error('no value');
  const ofValue = Math.abs(got.value - expected.value) / Math.abs(expected.value);
  return Math.max(ofValue, ofVector);
};

/** Milliseconds per run of work in this process; `reset` before each is not timed. */
export const timed =
  (work: () => unknown, reset?: () => void) =>
  (repeats: number): number => {
    let spent = 0;
    if (reset === undefined) {
      const begin = performance.now();
      for (let k = 0; k < repeats; k++) work();
      spent = performance.now() - begin;
    } else {
      for (let k = 0; k < repeats; k++) {
        reset();
        const begin = performance.now();
        work();
        spent += performance.now() - begin;
      }
    }
    return spent / repeats;
  };

const message = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]!;

/** Whether a contender computes the right thing, and how long a run takes once it is warm. */
const admit = async (contender: Contender, prepared: Prepared, { warmMs, sampleMs }: Effort) => {
  const base = { contender, deviation: null, repeats: 0, rounds: [] as number[] };
  try {
    const expected = contender.expected === undefined ? prepared.expected : contender.expected;
    const got = await contender.outcome();
    const off = expected === null ? null : deviation(got, expected);
    if (off !== null && !(off <= ALLOWED[contender.precision])) {
      return { ...base, deviation: off, excluded: `wrong by ${off.toExponential(1)}` };
    }
    const begin = performance.now();
    let once = 0;
    for (let k = 0; k < 3 || performance.now() - begin < warmMs; k++) {
      once = await contender.sample(1);
      if (performance.now() - begin > 20 * warmMs) break;
    }
    const repeats = Math.min(500, Math.max(1, Math.ceil(sampleMs / Math.max(once, 1e-3))));
    return { ...base, deviation: off, repeats, excluded: null };
  } catch (error) {
    return { ...base, excluded: message(error) };
  }
};

const SCALE = { 'GB/s': 1e9, 'GFLOP/s': 1e9, 'million/s': 1e6 } as const;

const judge = (bar: Bar, standings: readonly Standing[]): Verdict => {
  const find = (name: string) => standings.find(({ contender }) => contender === name);
  const [ours, other] = [find(bar.ours), find(bar.other)];
  if (!ours?.rounds.length || !other?.rounds.length) return { ...bar, ratio: null, holds: null };
  const ratio =
    bar.of === 'time' ? median(ours.rounds) / median(other.rounds) : ours.rate! / other.rate!;
  const holds = 'atMost' in bar.bound ? ratio <= bar.bound.atMost : ratio >= bar.bound.atLeast;
  return { ...bar, ratio, holds };
};

/**
 * Contenders whose outcome is right take turns within each round, so that a slow moment of the
 * machine hits all of them.
 */
export const contest = async (
  name: string,
  prepared: Prepared,
  effort: Effort,
): Promise<CaseResult> => {
  const entries = [];
  for (const contender of prepared.contenders) {
    entries.push(await admit(contender, prepared, effort));
  }
  for (let round = 0; round < effort.rounds; round++) {
    for (const { contender, repeats, rounds, excluded } of entries) {
      if (excluded === null) rounds.push(await contender.sample(repeats));
    }
  }
  const standings = entries.map(({ contender, deviation: off, excluded, rounds }): Standing => {
    rounds.sort((a, b) => a - b);
    const amount = contender.amount ?? prepared.amount;
    return {
      contender: contender.name,
      precision: contender.precision,
      deviation: off,
      excluded,
      rounds,
      rate: rounds.length > 0 ? amount / (median(rounds) / 1000) / SCALE[prepared.unit] : null,
    };
  });
  return {
    name,
    unit: prepared.unit,
    standings,
    verdicts: prepared.bars.map((bar) => judge(bar, standings)),
  };
};
