import { scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import type { Grown, Growth, Point } from './measured.ts';

const WIDTH = 300;
const HEIGHT = 260;
const LEFT = 58;
const BOTTOM = 44;
const TOP = 40;
const RIGHT = 14;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const text = (x: number, y: number, words: string, anchor: string, extra = '') =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}"${extra}>${escaped(words)}</text>`;

/** 3e4, 500, 0.2 */
const short = (value: number) =>
  value >= 1e4
    ? Number(value.toPrecision(2)).toExponential().replace('+', '')
    : String(Number(value.toPrecision(3)));

/** Powers of ten; where few lie inside, what scaleLog offers. */
const ticks = (scale: ReturnType<typeof scaleLog>) => {
  const tens = scale.ticks().filter((v) => Math.abs(Math.log10(v) % 1) < 1e-9);
  return tens.length >= 2 ? tens : scale.ticks(4);
};

const panel = (
  { along, points, exponent, beyond, from, beyondCache }: Grown,
  cache: number,
): string => {
  const x = scaleLog()
    .domain([points[0]!.size, points.at(-1)!.size])
    .range([LEFT, WIDTH - RIGHT]);
  const times = points.map(({ ms }) => ms);
  const y = scaleLog()
    .domain([Math.min(...times), Math.max(...times)])
    .nice()
    .range([HEIGHT - BOTTOM, TOP]);
  const path = line<Point>(
    ({ size }) => x(size),
    ({ ms }) => y(ms),
  )(points);
  const outside = points.find(({ bytes }) => bytes > cache);
  return [
    text(LEFT, 16, `${along}: power ${exponent.toFixed(2)}`, 'start', ' font-weight="bold"'),
    text(
      LEFT,
      31,
      `from ${short(from)} on, ${beyondCache ? 'beyond the cache' : 'the larger half'}: ${beyond.toFixed(2)}`,
      'start',
    ),
    ...ticks(x).flatMap((v) => [
      `<path d="M${x(v).toFixed(1)} ${TOP}V${HEIGHT - BOTTOM}" class="grid"/>`,
      text(x(v), HEIGHT - BOTTOM + 15, short(v), 'middle'),
    ]),
    ...ticks(y).flatMap((v) => [
      `<path d="M${LEFT} ${y(v).toFixed(1)}H${WIDTH - RIGHT}" class="grid"/>`,
      text(LEFT - 6, y(v) + 4, short(v), 'end'),
    ]),
    ...(along === 'rows' && outside !== undefined
      ? [
          `<path d="M${x(outside.size).toFixed(1)} ${TOP}V${HEIGHT - BOTTOM}" class="cache"/>`,
          text(x(outside.size) + 4, HEIGHT - BOTTOM - 6, 'beyond the cache', 'start'),
        ]
      : []),
    `<path d="${path}" class="line"/>`,
    ...points.map(
      ({ size, ms }) =>
        `<circle cx="${x(size).toFixed(1)}" cy="${y(ms).toFixed(1)}" r="3"><title>${size} ${along}: ${ms.toPrecision(3)} ms</title></circle>`,
    ),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, along, 'middle'),
    text(10, TOP - 6, 'ms', 'start'),
  ].join('\n');
};

/** Time against size on logarithmic axes, one panel a series: an SVG for light and dark pages. */
export const plot = ({ series, cache, machine }: Growth): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH * series.length} ${HEIGHT}" width="${WIDTH * series.length}" height="${HEIGHT}" font-family="sans-serif" font-size="11" role="img">
<title>Time of a fit against ${series.map(({ along }) => along).join(', ')}, ${machine.date.slice(0, 10)}</title>
<style>
  text { fill: #333 } .grid { stroke: #ddd } .cache { stroke: #a33; stroke-dasharray: 4 3 }
  .line { stroke: #1f6f8b; stroke-width: 2; fill: none } circle { fill: #1f6f8b }
  @media (prefers-color-scheme: dark) {
    text { fill: #ccc } .grid { stroke: #444 } .line { stroke: #7fc4dc } circle { fill: #7fc4dc }
  }
</style>
${series.map((each, k) => `<g transform="translate(${k * WIDTH} 0)">\n${panel(each, cache)}\n</g>`).join('\n')}
</svg>
`;
