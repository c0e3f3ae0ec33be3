import { aligned } from '../aligned.ts';
import { digits, spread } from '../cells.ts';
import { described, type Machine } from '../machine.ts';
import { median } from '../median.ts';
import type { CaseResult, Standing, Verdict } from './contest.ts';

/** What was measured where, by what. */
export interface Report {
  readonly machine: Machine;
  /** Programs that took part and their versions. */
  readonly versions: Readonly<Record<string, string>>;
  readonly engine: string;
  readonly load: number;
  readonly quick: boolean;
  readonly rounds: number;
  readonly cases: readonly CaseResult[];
}

const row = (first: Standing, unit: string) => (standing: Standing) => {
  const { contender, deviation, excluded, rounds, rate } = standing;
  const off = deviation === null ? '' : deviation.toExponential(0);
  if (excluded !== null) return [contender, `not timed: ${excluded}`, '', '', off];
  const ratio =
    first.rounds.length > 0 && standing !== first && deviation !== null
      ? (median(rounds) / median(first.rounds)).toPrecision(3)
      : '';
  return [contender, spread(rounds), `${digits(rate!)} ${unit}`, ratio, off];
};

const section = ({ name, unit, standings }: CaseResult) => [
  `### ${name}`,
  '',
  ...aligned([
    ['', 'ms: median (range)', 'rate', 'time ÷ first', 'deviation'],
    ...standings.map(row(standings[0]!, unit)),
  ]),
  '',
];

const bound = (bar: Verdict['bound']) => ('atMost' in bar ? `≤ ${bar.atMost}` : `≥ ${bar.atLeast}`);

const verdict = (name: string) => (result: Verdict) => [
  name,
  `${result.ours} : ${result.other}`,
  result.of,
  result.ratio === null ? '—' : result.ratio.toPrecision(3),
  bound(result.bound),
  result.holds === null ? 'not measured' : result.holds ? 'yes' : '**no**',
];

/** The results as Markdown: the bars first, then every case. */
export const markdown = (report: Report): string => {
  const { machine: where, cases } = report;
  const versions = Object.entries(report.versions).map(([name, version]) => `${name} ${version}`);
  return [
    '# Kernels',
    '',
    `One run, one thread where nothing else is said, contenders in turn: medians of ${report.rounds} rounds. Outcomes are compared before anything is timed.`,
    `${described(where, report.load)}; engine ${report.engine}.`,
    ...(versions.length > 0 ? [`${versions.join(', ')}.`] : []),
    ...(report.quick ? ['**A hundredth of the rows: these are not results.**'] : []),
    '',
    'Resident: the numbers lie in WebAssembly memory. Staged: in an ordinary array, brought block by block. Deviation: the largest from a plain loop, relative.',
    '',
    '## Bars',
    '',
    ...aligned([
      ['case', 'ratio of', 'in', 'measured', 'bar', 'holds'],
      ...cases.flatMap(({ name, verdicts }) => verdicts.map(verdict(name))),
    ]),
    '',
    '## Measured',
    '',
    ...cases.flatMap(section),
  ].join('\n');
};
