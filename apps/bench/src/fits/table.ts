import { aligned } from '../aligned.ts';
import type { machine } from '../machine.ts';
import { median } from '../median.ts';
import type { Cold } from './cold.ts';
import { fastest, GAP, type Standing } from './measure.ts';
import { type Measured, ratio, sampleReads, type Verdict } from './verdicts.ts';

export interface Result extends Measured {
  readonly optimum: readonly number[];
  /** How sure that optimum is, relative. */
  readonly certainty: number;
  readonly solver: string;
  /** Default options: the gap that they reach, and whether the report says converged. */
  readonly defaults: { readonly gap: number; readonly converged: boolean };
  readonly cold: Cold;
  readonly verdicts: readonly Verdict[];
}

export interface Report {
  readonly machine: ReturnType<typeof machine>;
  readonly load: number;
  /** Bytes per second of a SIMD sum over resident numbers, one thread. */
  readonly bandwidth: number;
  readonly rounds: number;
  readonly results: readonly Result[];
  readonly overall: Verdict;
}

const digits = (value: number) => (value >= 1000 ? value.toFixed(0) : value.toPrecision(3));
const scientific = (value: number) => value.toExponential(1);

const spread = (rounds: readonly number[]) =>
  `${digits(median(rounds))} (${digits(rounds[0]!)}–${digits(rounds.at(-1)!)})`;

const named = ({ contender, threads }: Standing) =>
  threads === 1 ? contender : `${contender}, ${threads} threads`;

const overview = (result: Result, bandwidth: number): string[] => {
  const [ours, ...others] = result.standings;
  const rival = fastest(others);
  const passes = ours!.passes ?? 0;
  const r = ratio(result);
  return [
    result.name,
    ours!.rounds.length > 0 ? spread(ours!.rounds) : (ours!.excluded ?? ''),
    rival === null ? 'none reached it' : `${named(rival)}: ${spread(rival.rounds)}`,
    r === null ? '—' : r.toPrecision(2),
    passes.toFixed(1),
    sampleReads(result)?.toFixed(1) ?? '',
    digits(((passes * result.bytes) / bandwidth) * 1000),
    digits(result.cold.ms),
    `${result.cold.peak.toFixed(0)} (${result.cold.before.toFixed(0)})`,
    scientific(Math.max(result.defaults.gap, 0)) +
      (result.defaults.converged ? '' : ' **not converged**'),
  ];
};

const standing = (first: Standing) => (entry: Standing) => [
  named(entry),
  entry.rounds.length > 0 ? spread(entry.rounds) : (entry.excluded ?? ''),
  entry.rounds.length > 0 && first.rounds.length > 0
    ? digits(median(entry.rounds) / median(first.rounds))
    : '',
  entry.tolerance === null ? '' : scientific(entry.tolerance),
  Number.isFinite(entry.gap) ? scientific(entry.gap) : '',
  entry.memory === null
    ? ''
    : `${entry.memory.peak.toFixed(0)} (${entry.memory.before.toFixed(0)})`,
];

const section = (result: Result): string[] => [
  `### ${result.name}`,
  '',
  `${result.rows} rows, ${result.cols} columns, ${result.classes} classes; solver ${result.solver}; the optimum is known to ${scientific(result.certainty)}.`,
  '',
  ...aligned([
    ['', 'ms: median (range)', '÷ ours', 'its tolerance', 'gap', 'peak MB (before)'],
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

/** The results as Markdown: one line a workload, the bars, then every contender. */
export const markdown = (report: Report): string => {
  const { machine: where, results, bandwidth } = report;
  return [
    '# Fits',
    '',
    `Time to a relative objective gap of ${GAP}, each program at the loosest of its tolerances that gets there, contenders in turn in one run: median (range) of up to ${report.rounds} rounds. Ours from ordinary typed arrays to the fitted model, one thread.`,
    `${where.processor}, ${where.cores} cores, ${where.memory}, ${where.system}, Node ${where.node}, load ${report.load.toFixed(1)} at the start, ${where.date.slice(0, 10)}. One thread reads ${(bandwidth / 1e9).toFixed(1)} GB/s.`,
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
      ],
      ...results.map((result) => overview(result, bandwidth)),
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
    '## Every contender',
    '',
    ...results.flatMap(section),
  ].join('\n');
};
