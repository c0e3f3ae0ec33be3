import { aligned } from '../aligned.ts';
import { digits } from '../cells.ts';
import { described } from '../machine.ts';
import type { Grown, Growth } from './measured.ts';

const MB = 1e6;

const section = ({ along, points, exponent, beyond, from, beyondCache }: Grown): string[] => [
  `## ${along}`,
  '',
  `Time grows as ${along} to the power ${exponent.toFixed(2)} over all sizes, ${beyond.toFixed(2)} from ${from} on (${
    beyondCache ? 'the matrix is larger than the last-level cache' : 'the larger half'
  }).`,
  '',
  ...aligned([
    [along, 'MB', 'ms', 'reads', 'solver'],
    ...points.map(({ size, bytes, ms, reads, solver }) => [
      String(size),
      digits(bytes / MB),
      digits(ms),
      reads.toFixed(1),
      solver,
    ]),
  ]),
  '',
];

/** The growth as Markdown; its plot lies beside it, under the same name. */
export const markdown = (
  { machine, load, cache, tolerance, series, verdict }: Growth,
  name: string,
): string =>
  [
    '# Growth',
    '',
    `Time of a fit with default options and tolerance ${tolerance}, warm, one thread, medians.`,
    `${described(machine, load)}. The last-level cache has ${(cache / 2 ** 20).toFixed(0)} MiB.`,
    '',
    ...(verdict === null
      ? []
      : [
          `${verdict.text}: ${verdict.measured!.toFixed(3)}, the bar is ≤ ${verdict.bound}: ${verdict.holds ? 'holds' : '**missed**'}.`,
          '',
        ]),
    `![Time against rows, columns and classes, on logarithmic axes](${name}.svg)`,
    '',
    ...series.flatMap(section),
  ].join('\n');
