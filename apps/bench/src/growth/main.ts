import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { aligned } from '../aligned.ts';
import { fitOurs } from '../fits/contenders/betahat.ts';
import { bytesOf } from '../fits/problem.ts';
import { folder } from '../folder.ts';
import { machine } from '../machine.ts';
import { median } from '../median.ts';
import { exponent } from './exponent.ts';
import { problemOf, SERIES, type Series } from './series.ts';

const HELP = `npm run bench -- growth [--quick]
  Time of a fit to a certified gap of 1e-6 against rows (20 columns), columns (20 000 rows) and classes
  (20 000 rows of 20 columns), with fitted exponents.
  --quick  the smallest sizes only: whether it runs
`;

const TOLERANCE = 1e-6;
/** A last-level cache of 32 MB, as on the machine of the published results. */
const CACHE = 32 * 2 ** 20;
const ROUNDS = 5;
const LONG_MS = 5000;

interface Point {
  readonly size: number;
  readonly bytes: number;
  readonly ms: number;
  readonly reads: number;
  readonly solver: string;
}

const point = (series: Series, size: number): Point => {
  const problem = problemOf(series, size);
  const times: number[] = [];
  let last = fitOurs(problem, TOLERANCE);
  for (let round = 0; round < ROUNDS && (times[0] ?? 0) < LONG_MS; round++) {
    const begin = performance.now();
    last = fitOurs(problem, TOLERANCE);
    times.push(performance.now() - begin);
  }
  if (!last.converged) throw new Error(`${problem.name}: did not converge`);
  return {
    size,
    bytes: bytesOf(problem.X),
    ms: median(times.sort((a, b) => a - b)),
    reads: last.passes,
    solver: last.solver,
  };
};

/** Beyond the cache where enough points are, else the larger half. */
const tail = (points: readonly Point[]): readonly Point[] => {
  const beyond = points.filter(({ bytes }) => bytes > CACHE);
  return beyond.length >= 3 ? beyond : points.slice(Math.floor(points.length / 2));
};

const run = (series: Series, quick: boolean) => {
  const points: Point[] = [];
  for (const size of quick ? series.sizes.slice(0, 3) : series.sizes) {
    points.push(point(series, size));
    process.stderr.write(`${size} ${series.along}: ${points.at(-1)!.ms.toFixed(1)} ms\n`);
    globalThis.gc?.();
  }
  const of = (part: readonly Point[]) => exponent(part.map(({ size, ms }) => [size, ms] as const));
  return { along: series.along, points, exponent: of(points), beyond: of(tail(points)) };
};

type Grown = ReturnType<typeof run>;

const section = ({ along, points, exponent: all, beyond }: Grown): string[] => [
  `## ${along}`,
  '',
  `Time grows as ${along} to the power ${all.toFixed(2)} over all sizes, ${beyond.toFixed(2)} over the larger ones${
    along === 'rows' ? ' (beyond the last-level cache)' : ''
  }.`,
  '',
  ...aligned([
    [along, 'ms', 'reads', 'solver'],
    ...points.map(({ size, ms, reads, solver }) => [
      String(size),
      ms >= 1000 ? ms.toFixed(0) : ms.toPrecision(3),
      reads.toFixed(1),
      solver,
    ]),
  ]),
  '',
];

/** Time against size, along rows, columns and classes. */
export const growth = (args: readonly string[]): void => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const where = machine();
  const load = loadavg()[0]!;
  const series = SERIES.map((each) => run(each, values.quick));
  const text = [
    '# Growth',
    '',
    `Time of a fit with default options and tolerance ${TOLERANCE}, warm, one thread: medians of ${ROUNDS}.`,
    `${where.processor}, ${where.cores} cores, ${where.memory}, ${where.system}, Node ${where.node}, load ${load.toFixed(1)} at the start, ${where.date.slice(0, 10)}.`,
    '',
    ...series.flatMap(section),
  ].join('\n');
  const into = folder('results');
  mkdirSync(into, { recursive: true });
  const file = values.quick ? 'growth-part' : 'growth';
  writeFileSync(
    `${into}${file}.json`,
    `${JSON.stringify({ machine: where, load, series }, null, 2)}\n`,
  );
  writeFileSync(`${into}${file}.md`, text);
  process.stdout.write(`${text}\nAlso in apps/bench/results: ${file}.json, ${file}.md\n`);
};
