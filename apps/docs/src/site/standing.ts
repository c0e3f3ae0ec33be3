/** A contender's time in one case. */
export interface Standing {
  readonly contender: string;
  /** Milliseconds; null where it was not timed. */
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Why it was not timed. */
  readonly excluded: string | null;
}

/** The contenders of one case. */
export interface Case {
  readonly name: string;
  readonly standings: readonly Standing[];
}

/** The same as result files have it. */
export interface FileStanding {
  readonly contender: string;
  readonly language?: string;
  readonly precision?: string;
  readonly threads?: number;
  readonly tolerance?: number | null;
  readonly passes?: number | null;
  readonly rounds: readonly number[];
  readonly excluded: string | null;
}

const medianOf = (sorted: readonly number[]): number | null => {
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

const nameOf = ({ contender, precision, threads, tolerance }: FileStanding): string =>
  [
    contender,
    ...(precision === 'float32' && !contender.includes('float32') ? ['float32'] : []),
    ...(threads !== undefined && threads > 1 ? [`${threads} threads`] : []),
    ...(tolerance !== undefined && tolerance !== null ? [`to ${tolerance.toExponential()}`] : []),
  ].join(', ');

export const readStanding = (given: FileStanding): Standing => {
  const sorted = [...given.rounds].sort((a, b) => a - b);
  return {
    contender: nameOf(given),
    median: medianOf(sorted),
    low: sorted[0] ?? null,
    high: sorted.at(-1) ?? null,
    excluded: given.excluded,
  };
};
