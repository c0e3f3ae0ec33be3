import { median } from '../median.ts';
import { fastest, type Standing } from './measure.ts';
import type { Family } from './problem.ts';

/** A demand on a workload, and whether this run met it. */
export interface Verdict {
  readonly text: string;
  readonly measured: number | null;
  readonly bound: number;
  readonly holds: boolean | null;
}

/** Ours at most so many times the fastest rival. */
const RATIOS: Readonly<Partial<Record<Family, number>>> = {
  tall: 0.5,
  softmax: 0.5,
  sparse: 0.8,
  L1: 0.8,
  path: 0.8,
  wide: 1,
  correlated: 0.2,
};

const SIX_READS = 6;
/** Reads to the gap, where a sample of the rows can tell the Hessian; for softmax its product form. */
const MOST_READS = { binary: 6, softmax: 10 } as const;
const ROWS_PER_COLUMN = 100;
/** What it does with its samples, in reads by measured time. */
const MOST_OF_SAMPLE = 2;

export interface Measured {
  readonly name: string;
  readonly family: Family;
  readonly classes: number;
  readonly dense: boolean;
  readonly bytes: number;
  readonly rows: number;
  readonly cols: number;
  /** Milliseconds of one read of the data. */
  readonly readMs: number;
  /** Milliseconds that ours spends on its samples and their metric; null for another solver. */
  readonly sampleMs: number | null;
  /** The first is ours, at its own best thread count. */
  readonly standings: readonly Standing[];
}

const ours = ({ standings }: Measured): number | null => {
  const { rounds } = standings[0]!;
  return rounds.length > 0 ? median(rounds) : null;
};

/** What our fit spends on its samples and their metric, in reads of all rows. */
export const sampleReads = ({ sampleMs, readMs }: Measured): number | null =>
  sampleMs === null ? null : sampleMs / readMs;

/** All that is not ours. */
export const rivals = (standings: readonly Standing[]): Standing[] =>
  standings.filter(({ language }) => language !== 'ours');

const rivalsOf = ({ standings }: Measured, word = ''): Standing | null =>
  fastest(rivals(standings).filter(({ contender }) => contender.includes(word)));

/** Ours ÷ the fastest rival whose name has a word. */
export const ratio = (measured: Measured, word = ''): number | null => {
  const [mine, other] = [ours(measured), rivalsOf(measured, word)];
  return mine === null || other === null ? null : mine / median(other.rounds);
};

const verdict = (text: string, value: number | null, bound: number): Verdict => ({
  text,
  measured: value,
  bound,
  holds: value === null ? null : value <= bound,
});

/** What the project demands of itself on one workload. */
export const verdictsOf = (measured: Measured, bandwidth: number): Verdict[] => {
  const { name, family, classes, dense, bytes, rows, cols } = measured;
  const found: Verdict[] = [];
  const bound = RATIOS[family];
  if (bound !== undefined)
    found.push(verdict(`${name}: time ÷ fastest rival`, ratio(measured), bound));
  if (family === 'notebook')
    found.push(verdict(`${name}: time ÷ scikit-learn`, ratio(measured, 'scikit-learn'), 0.1));
  if (family === 'breast cancer')
    found.push(verdict(`${name}: time ÷ XLA`, ratio(measured, 'XLA'), 0.5));
  const mine = ours(measured);
  if (family === 'pixels')
    found.push(verdict(`${name}: seconds`, mine === null ? null : mine / 1000, 15));
  if (dense && classes === 2 && (family === 'tall' || family === 'correlated'))
    found.push(
      verdict(
        `${name}: time ÷ six reads at memory speed`,
        mine === null ? null : mine / 1000 / ((SIX_READS * bytes) / bandwidth),
        3,
      ),
    );
  const ofSample = family === 'correlated' && rows >= ROWS_PER_COLUMN * cols;
  if (ofSample || family === 'softmax') {
    const bound = classes === 2 ? MOST_READS.binary : MOST_READS.softmax;
    found.push(verdict(`${name}: reads`, measured.standings[0]!.passes, bound));
    if (classes === 2)
      found.push(
        verdict(`${name}: the sample's own work, in reads`, sampleReads(measured), MOST_OF_SAMPLE),
      );
  }
  return found;
};

/** The geometric mean of ours ÷ fastest rival over all workloads that have one. */
export const overall = (all: readonly Measured[]): Verdict => {
  const ratios = all.map((measured) => ratio(measured)).filter((r) => r !== null);
  const mean =
    ratios.length === 0
      ? null
      : Math.exp(ratios.reduce((sum, r) => sum + Math.log(r), 0) / ratios.length);
  return verdict(`geometric mean of time ÷ fastest rival, ${ratios.length} workloads`, mean, 0.33);
};
