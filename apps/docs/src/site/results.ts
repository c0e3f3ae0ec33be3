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
  /** Processor, cores, memory, system, Node; several where parts were run on several. */
  readonly machine: string;
  /** Day of the run, or the days of its parts: then each case tells its own. */
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
  readonly gap?: number | null;
  readonly closest?: { readonly ms: number } | null;
}

type FileMachine = Readonly<Record<string, string | number>>;

interface FileCase {
  readonly name: string;
  /** Which of `runs` measured it. */
  readonly run?: string;
  readonly standings: readonly FileStanding[];
}

interface ResultFile {
  readonly machine: FileMachine;
  readonly runs?: Readonly<Record<string, { readonly machine: FileMachine }>>;
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

/** Why there is no time, and how close to the optimum it came in what time. */
const reason = ({ excluded, gap, closest }: FileStanding): string | null =>
  excluded !== null && closest
    ? `${excluded}, ${Number(gap).toExponential(1)} from the optimum after ${closest.ms.toPrecision(3)} ms`
    : excluded;

const described = ({ processor, cores, memory, system, node }: FileMachine): string =>
  `${processor}, ${cores} cores, ${memory}, ${system}, Node ${node}`;

const day = (date: string | number | undefined) => String(date).slice(0, 10);

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
    excluded: reason(given),
  };
};

/**
 * The results in a file of apps/bench: kernels (`cases`) or fits (`results`).
 * @throws Error that names the file and what it lacks
 */
export const readResults = (file: string, json: unknown): Results => {
  const { machine, runs, rounds, cases, results } = json as ResultFile;
  const given = cases ?? results;
  if (machine === undefined || given === undefined)
    throw new Error(`${file} has no machine, or neither cases nor results`);
  const machines = runs === undefined ? [machine] : Object.values(runs).map((run) => run.machine);
  const distinct = (texts: readonly string[]) => [...new Set(texts)];
  const days = distinct(machines.map(({ date }) => day(date))).sort();
  const titled = ({ name, run }: FileCase) =>
    days.length > 1 && run !== undefined ? `${name}, ${day(run)}` : name;
  return {
    file,
    machine: distinct(machines.map(described)).join('; '),
    date: days.join(', '),
    rounds: rounds ?? null,
    cases: given.map((each) => ({
      name: titled(each),
      standings: each.standings.map(standing),
    })),
  };
};
