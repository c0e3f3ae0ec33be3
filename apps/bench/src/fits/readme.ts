import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aligned } from '../aligned.ts';
import { digits } from '../cells.ts';
import { folder } from '../folder.ts';
import { byMachine } from '../machine.ts';
import { median } from '../median.ts';
import { fastest, GAP, type Standing } from './measure.ts';
import type { Report, Result } from './report.ts';
import { named } from './table.ts';
import { ratio, rivals } from './verdicts.ts';

const BEGIN = '<!-- results of `npm run bench`, written by it -->';
const END = '<!-- end of results -->';

const file = () => join(folder('../..'), 'README.md');

const time = (standing: Standing | null) =>
  standing === null ? '—' : digits(median(standing.rounds));

const withName = (standing: Standing | null) =>
  standing === null ? 'none gets there' : `${time(standing)} (${named(standing)})`;

const row = (result: Result): string[] => {
  const [ours] = result.standings;
  const others = rivals(result.standings);
  const of = (some: (standing: Standing) => boolean) => fastest(others.filter(some));
  const script = of(({ language }) => language === 'JavaScript');
  const r = ratio(result);
  return [
    result.name,
    time(fastest([ours!])) + (ours!.threads > 1 ? `, ${ours!.threads} threads` : ''),
    withName(fastest(others)),
    r === null ? '—' : (1 / r).toPrecision(2),
    time(of(({ contender }) => contender.startsWith('scikit-learn'))),
    script === null ? '—' : withName(script),
    result.run.slice(0, 10),
  ];
};

interface Timed {
  readonly contender: string;
  readonly rounds: readonly number[];
}

const of = <Row extends Timed>(rows: readonly Row[], name: string) =>
  rows.filter(({ contender, rounds }) => contender.startsWith(name) && rounds.length > 0);

/** "12.3 ms", with scikit-learn's beside it where that was measured. */
const beside = <Row extends Timed>(rows: readonly Row[], text: (row: Row) => string) => {
  const [mine] = of(rows, 'betahat');
  const [theirs] = of(rows, 'scikit-learn');
  if (mine === undefined) return null;
  return `${text(mine)}${theirs === undefined ? '' : ` (scikit-learn ${text(theirs)})`}`;
};

/** Predicting, loading and size, a line for each that was measured. */
const others = ({ prediction, loading, sizes }: Report): string[] => {
  const day = (run: string) => run.slice(0, 10);
  const lines: (string | null)[] = [];
  for (const name of new Set(prediction?.rows.map((each) => each.name))) {
    const rows = prediction!.rows.filter((each) => each.name === name);
    const said = beside(rows, ({ rounds, entries }) => {
      const ms = median(rounds);
      return name.startsWith('batch')
        ? `${digits(entries / ms / 1000)} million numbers a second`
        : `${digits(1000 * ms)} µs`;
    });
    lines.push(said && `- Predicting, ${name}: ${said}, ${day(prediction!.run)}.`);
  }
  if (loading) {
    const said = beside(loading.rows, ({ rounds }) => `${digits(median(rounds))} ms`);
    lines.push(said && `- Import in a fresh process: ${said}, ${day(loading.run)}.`);
  }
  if (sizes) {
    const kB = sizes.rows
      .filter(({ bytes }) => bytes !== null)
      .map(({ contender, bytes }) => `${contender} ${digits(bytes! / 1000)}`);
    lines.push(`- Minified and gzipped for a page, kB: ${kB.join('; ')}, ${day(sizes.run)}.`);
  }
  return lines.filter((line) => line !== null);
};

/** One line a machine: the days and the loads of its runs. */
const machines = ({ runs }: Report): string[] =>
  [...byMachine(Object.values(runs))].map(([text, here]) => {
    const days = [...new Set(here.map(({ machine }) => machine.date.slice(0, 10)))].sort();
    const loads = here.map(({ load }) => load.toFixed(1)).join(', ');
    return `Measured on ${text}, ${days.join(' and ')}; load at the start of each part ${loads}.`;
  });

/** The ratios in one number. */
const inAll = ({ overall: { measured } }: Report): string[] =>
  measured === null
    ? []
    : [
        `In the geometric mean over the workloads that have another the fastest of the others takes ${(1 / measured).toPrecision(2)} times as long.`,
      ];

/** What stands between the marks of the README. */
export const readmeTable = (report: Report | null): string => {
  if (report === null)
    return 'No results are kept in `apps/bench/results`: `npm run bench` makes them.';
  const gap = GAP.toExponential();
  return [
    `Milliseconds from ordinary arrays to a model within ${gap} (relative) of the optimum, medians, each program at the loosest of`,
    'its tolerances that gets there and at its best thread count, in turn on one machine; ours too, warm.',
    '',
    ...aligned([
      [
        'workload',
        'betahat',
        'fastest other',
        'other ÷ betahat',
        'scikit-learn',
        'fastest in JavaScript',
        'day',
      ],
      ...report.results.map(row),
    ]),
    '',
    ...inAll(report),
    '',
    ...others(report),
    '',
    ...machines(report),
    'All contenders, their tolerances, spread, memory and versions: [apps/bench/results/fits.md](apps/bench/results/fits.md).',
  ].join('\n');
};

/**
 * A text with another between its marks.
 * @throws Error if it has no marks
 */
export const betweenMarks = (text: string, inner: string): string => {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`README.md has no "${BEGIN}" … "${END}"`);
  return `${text.slice(0, begin + BEGIN.length)}\n\n${inner}\n\n${text.slice(end)}`;
};

export const readReadme = (): string => readFileSync(file(), 'utf8');

/** Writes the table of the README. */
export const updateReadme = (report: Report | null): void =>
  writeFileSync(file(), betweenMarks(readReadme(), readmeTable(report)));
