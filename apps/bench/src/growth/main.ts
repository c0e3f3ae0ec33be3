import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { lastLevelCache, machine } from '../machine.ts';
import { asJson, writeResults } from '../results.ts';
import { type Growth, grown, measurePoint, type Point, verdictOf } from './measured.ts';
import { plot } from './plot.ts';
import { SERIES, type Series } from './series.ts';
import { markdown } from './table.ts';

const HELP = `npm run bench -- growth [--quick] [--only WORD]
  Time of a fit to a certified gap of 1e-6 against rows (20 columns), columns (20 000 rows) and classes
  (20 000 rows of 20 columns), with fitted exponents and a plot.
  --quick      the smallest sizes only: whether it runs
  --only WORD  only rows, columns or classes
`;

const TOLERANCE = 1e-6;

const run = (series: Series, quick: boolean, cache: number) => {
  const points: Point[] = [];
  for (const size of quick ? series.sizes.slice(0, 3) : series.sizes) {
    points.push(measurePoint(series, size, TOLERANCE));
    process.stderr.write(`${size} ${series.along}: ${points.at(-1)!.ms.toFixed(1)} ms\n`);
    globalThis.gc?.();
  }
  return grown(series.along, points, cache);
};

/** Time against size, along rows, columns and classes. */
export const growth = (args: readonly string[]): void => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const chosen = SERIES.filter(({ along }) => along.includes(values.only));
  if (chosen.length === 0) {
    process.stderr.write(`nothing grows along "${values.only}"\n`);
    process.exitCode = 2;
    return;
  }
  const [where, load, cache] = [machine(), loadavg()[0]!, lastLevelCache()];
  const series = chosen.map((each) => run(each, values.quick, cache));
  const measured: Growth = {
    machine: where,
    load,
    cache,
    tolerance: TOLERANCE,
    series,
    verdict: verdictOf(series),
  };
  // A part must not take the place of all.
  const file = values.quick || values.only !== '' ? 'growth-part' : 'growth';
  const text = markdown(measured, file);
  const places = writeResults(file, { json: asJson(measured), md: text, svg: plot(measured) });
  process.stdout.write(`${text}\nAlso in ${places}\n`);
};
