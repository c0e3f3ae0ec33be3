import { aligned } from '../aligned.ts';
import { digits, scientific, spread } from '../cells.ts';
import { byMachine } from '../machine.ts';
import { median } from '../median.ts';
import { fastest, GAP, type Standing } from './measure.ts';
import type { Part, Report, Result, Run } from './report.ts';
import { ratio, rivals, sampleReads, type Verdict } from './verdicts.ts';

export const named = ({ contender, threads }: Standing) =>
  threads === 1 ? contender : `${contender}, ${threads} threads`;

const overview = (result: Result, { bandwidth, machine }: Run): string[] => {
  const [ours] = result.standings;
  const rival = fastest(rivals(result.standings));
  const passes = ours!.passes ?? 0;
  const r = ratio(result);
  return [
    result.name,
    ours!.rounds.length > 0
      ? spread(ours!.rounds) + (ours!.threads > 1 ? `, ${ours!.threads} threads` : '')
      : (ours!.excluded ?? ''),
    rival === null ? 'none reached it' : `${named(rival)}: ${spread(rival.rounds)}`,
    r === null ? '—' : r.toPrecision(2),
    passes.toFixed(1),
    sampleReads(result)?.toFixed(1) ?? '',
    digits(((passes * result.bytes) / bandwidth) * 1000),
    digits(result.cold.ms),
    `${result.cold.peak.toFixed(0)} (${result.cold.before.toFixed(0)})`,
    scientific(Math.max(result.defaults.gap, 0)) +
      (result.defaults.converged ? '' : ' **not converged**'),
    machine.date.slice(0, 10),
  ];
};

/** Why there is no time to the gap, and how close it came in what time. */
const short = ({ excluded, closest }: Standing) =>
  closest === null ? (excluded ?? '') : `${excluded}; closest after ${digits(closest.ms)}`;

const toleranceOf = ({ tolerance, closest }: Standing) => tolerance ?? closest?.tolerance ?? null;

const standing = (first: Standing) => (entry: Standing) => [
  named(entry),
  entry.rounds.length > 0 ? spread(entry.rounds) : short(entry),
  entry.rounds.length > 0 && first.rounds.length > 0
    ? digits(median(entry.rounds) / median(first.rounds))
    : '',
  toleranceOf(entry) === null ? '' : scientific(toleranceOf(entry)!),
  Number.isFinite(entry.gap) ? scientific(entry.gap) : '',
  entry.memory === null
    ? ''
    : `${entry.memory.peak.toFixed(0)} (${entry.memory.before.toFixed(0)})`,
  entry.note ?? '',
];

const section = (result: Result): string[] => [
  `### ${result.name}`,
  '',
  `${result.rows} rows, ${result.cols} columns, ${result.classes} classes; solver ${result.solver}; the optimum is known to ${scientific(result.certainty)}.`,
  '',
  ...aligned([
    ['', 'ms: median (range)', '÷ ours', 'its tolerance', 'gap', 'peak MB (before)', ''],
    ...result.standings.map(standing(result.standings[0]!)),
  ]),
  '',
];

const bar = ({ text, measured, bound, holds }: Verdict) => [
  text,
  measured === null ? '—' : measured.toPrecision(3),
  `≤ ${bound}`,
  holds === null ? 'not measured' : holds ? 'yes' : '**no**',
];

/** Programs and libraries that took part in some runs, each with every version of it. */
const versionsOf = (runs: readonly Run[]): string => {
  const all = new Map<string, Set<string>>();
  for (const { versions } of runs)
    for (const [name, version] of Object.entries(versions))
      all.set(name, (all.get(name) ?? new Set()).add(version));
  return [...all].map(([name, versions]) => [name, ...versions].join(' ')).join(', ');
};

const ran = ({ machine, load, bandwidth, limit, commit }: Run) =>
  `  - ${machine.date.slice(0, 10)}, commit ${commit}: load ${load.toFixed(1)} at the start, one thread reads ${(bandwidth / 1e9).toFixed(1)} GB/s, ${limit} s for a contender to find its tolerance.`;

/** Each machine once, with what took part and its runs. */
const machines = (runs: Report['runs']): string[] =>
  [...byMachine(Object.values(runs))].flatMap(([text, here]) => {
    const versions = versionsOf(here);
    return [`- ${text}${versions === '' ? '' : `; ${versions}`}.`, ...here.map(ran)];
  });

interface Timed {
  readonly contender: string;
  readonly rounds: readonly number[];
  readonly excluded: string | null;
}

const time = ({ rounds, excluded }: Timed) => (rounds.length > 0 ? spread(rounds) : `${excluded}`);

/** A section where the part was measured. */
const part = <Row>(
  title: string,
  text: string,
  given: Part<Row> | null,
  head: readonly string[],
  row: (row: Row) => readonly string[],
): string[] =>
  given === null
    ? []
    : [
        `## ${title}, ${given.run.slice(0, 10)}`,
        '',
        text,
        '',
        ...aligned([head, ...given.rows.map(row)]),
        '',
      ];

/** The results as Markdown: one line a workload, the bars, what else was measured, then every contender. */
export const markdown = (report: Report): string => {
  const { results, runs } = report;
  return [
    '# Fits',
    '',
    `Time to a relative objective gap of ${GAP}, each program at the loosest of its tolerances that gets there, contenders in turn in one run: median (range) of up to ${report.rounds} rounds. Ours from ordinary typed arrays to the fitted model, by fit on one thread or, where the data are large, by fitAsync on more, whichever is faster.`,
    '',
    ...machines(runs),
    '',
    ...aligned([
      [
        'workload',
        'ours, ms',
        'fastest rival, ms',
        'ratio',
        'reads',
        'work on samples, in reads',
        'their floor, ms',
        'cold, ms',
        'peak MB (before)',
        'gap by default',
        'day',
      ],
      ...results.map((result) => overview(result, runs[result.run]!)),
    ]),
    '',
    'Reads: of all rows to the gap, those of samples by their share. Floor: what so many reads take at memory speed. Cold: the first fit of a process. Peak: resident memory of that process, and before the fit with the data loaded. Gap by default: with default options.',
    '',
    '## Bars',
    '',
    ...aligned([
      ['', 'measured', 'bar', 'holds'],
      ...results.flatMap(({ verdicts }) => verdicts.map(bar)),
      bar(report.overall),
    ]),
    '',
    ...part(
      'Predicting',
      'Probabilities by equal coefficients, one thread: milliseconds of a call, and rows times columns per second.',
      report.prediction,
      ['', '', 'ms: median (range)', 'million/s'],
      (row) => [
        row.name,
        row.contender,
        time(row),
        row.rounds.length > 0 ? digits(row.entries / median(row.rounds) / 1000) : '',
      ],
    ),
    ...part(
      'Loading',
      'The import in a fresh process, files in the cache of the system.',
      report.loading,
      ['', 'ms: median (range)'],
      (row) => [row.contender, time(row)],
    ),
    ...part(
      'Size',
      'Minified bundle for a page and the WebAssembly beside it, gzipped; 1 kB is 1000 bytes.',
      report.sizes,
      ['', 'kB'],
      ({ contender, bytes, excluded }) => [
        contender,
        bytes === null ? `${excluded}` : (bytes / 1000).toFixed(1),
      ],
    ),
    '## Every contender',
    '',
    ...results.flatMap(section),
  ].join('\n');
};
