import type { machine } from './machine.ts';
import { GAP, median, type Result, type Timing } from './measure.ts';

const digits = (value: number) => (value >= 1000 ? value.toFixed(0) : value.toPrecision(3));

const cell = ({ rounds, tolerance, gap }: Timing) =>
  tolerance === null
    ? `not reached (${gap.toExponential(0)})`
    : `${digits(median(rounds))} (${digits(rounds[0]!)}–${digits(rounds.at(-1)!)})`;

const ratio = (ours: Timing, other: Timing) =>
  ours.tolerance === null || other.tolerance === null
    ? '—'
    : (median(ours.rounds) / median(other.rounds)).toPrecision(2);

const row = ({ workload, rows, cols, classes, timings }: Result) => {
  const [ours, ...others] = timings;
  return [
    workload,
    `${rows}×${cols}${classes > 2 ? `×${classes}` : ''}`,
    ...timings.map(cell),
    ...others.map((other) => ratio(ours!, other)),
  ];
};

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

/** The results as a Markdown table; the first contender is ours. */
export const markdown = (where: ReturnType<typeof machine>, results: readonly Result[]): string => {
  const names = results[0]!.timings.map(({ contender }) => contender);
  const head = [
    'workload',
    'rows×columns×classes',
    ...names.map((name) => `${name}, ms`),
    ...names.slice(1).map((name) => `ratio to ${name}`),
  ];
  return [
    `Time to a relative objective gap of ${GAP}: median (smallest–largest) of the rounds of one run, one thread.`,
    `${where.processor}, ${where.cores} cores, ${where.memory}, ${where.system}, Node ${where.node}, ${where.date.slice(0, 10)}.`,
    '',
    line(head),
    line(head.map(() => '---')),
    ...results.map((result) => line(row(result))),
    '',
  ].join('\n');
};
