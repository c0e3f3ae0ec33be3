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

/** One run of apps/bench, as the page shows it. */
export interface Results {
  readonly file: string;
  /** Processor, cores, memory, system, Node. */
  readonly machine: string;
  /** Day of the run. */
  readonly date: string;
  readonly rounds: number | null;
  readonly cases: readonly { readonly name: string; readonly standings: readonly Standing[] }[];
}

interface FileStanding {
  readonly contender: string;
  readonly precision?: string;
  readonly threads?: number;
  readonly tolerance?: number | null;
  readonly rounds: readonly number[];
  readonly excluded: string | null;
}

interface FileCase {
  readonly name: string;
  readonly standings: readonly FileStanding[];
}

interface ResultFile {
  readonly machine: Readonly<Record<string, string | number>>;
  readonly rounds?: number;
  readonly cases?: readonly FileCase[];
  readonly results?: readonly FileCase[];
}

const nameOf = ({ contender, precision, threads, tolerance }: FileStanding): string =>
  [
    contender,
    ...(precision === 'float32' && !contender.includes('float32') ? ['float32'] : []),
    ...(threads !== undefined && threads > 1 ? [`${threads} threads`] : []),
    ...(tolerance !== undefined && tolerance !== null ? [`to ${tolerance.toExponential()}`] : []),
  ].join(', ');

const standing = (given: FileStanding): Standing => {
  const sorted = [...given.rounds].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length === 0
      ? null
      : sorted.length % 2 === 1
        ? sorted[middle]!
        : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return {
    contender: nameOf(given),
    median,
    low: sorted[0] ?? null,
    high: sorted.at(-1) ?? null,
    excluded: given.excluded,
  };
};

/**
 * The results in a file of apps/bench: kernels (`cases`) or fits (`results`).
 * @throws Error that names the file and what it lacks
 */
export const readResults = (file: string, json: unknown): Results => {
  const { machine, rounds, cases, results } = json as ResultFile;
  const given = cases ?? results;
  if (machine === undefined || given === undefined)
    throw new Error(`${file} has no machine, or neither cases nor results`);
  const { processor, cores, memory, system, node, date } = machine;
  return {
    file,
    machine: `${processor}, ${cores} cores, ${memory}, ${system}, Node ${node}`,
    date: String(date).slice(0, 10),
    rounds: rounds ?? null,
    cases: given.map(({ name, standings }) => ({ name, standings: standings.map(standing) })),
  };
};
