import { beforeAll, expect, test } from 'vitest';
import { tableOf } from '../../test/own-tables.ts';
import { type DigitModel, imagesOf, readPixels, trainDigits, weightImage } from './model.ts';
import { pixelsOf, type Stroke } from './raster.ts';

let trained: DigitModel;
beforeAll(async () => {
  trained = await trainDigits(tableOf('digits.csv'));
});

const arc = (cx: number, cy: number, rx: number, ry: number, from: number, to: number): Stroke =>
  Array.from({ length: 33 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / 32) * Math.PI) / 180;
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)] as const;
  });

const drawings: [string, Stroke[]][] = [
  ['0', [arc(50, 50, 24, 40, 0, 360)]],
  ['2', [[...arc(50, 32, 22, 22, 180, 390), [28, 90], [76, 90]]]],
  ['3', [[...arc(46, 32, 22, 20, 200, 450), ...arc(46, 70, 24, 20, 270, 520)]]],
  [
    '4',
    [
      [
        [52, 10],
        [24, 62],
        [78, 62],
      ],
      [
        [60, 34],
        [60, 92],
      ],
    ],
  ],
  ['6', [[[58, 10], [38, 40], ...arc(50, 68, 20, 20, 180, 540)]]],
];

test('it reads what it has not seen', () => {
  expect(trained.model.report.converged).toBe(true);
  expect(trained.heldOut).toBe(450);
  expect(trained.accuracy).toBeGreaterThan(0.95);
});

test.each(drawings)('a drawn %s is read', (digit, strokes) => {
  const probabilities = readPixels(trained.model, pixelsOf(strokes));
  expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  expect(probabilities.indexOf(Math.max(...probabilities))).toBe(Number(digit));
});

test('where and how large a digit is drawn does not matter', () => {
  const [, strokes] = drawings[0]!;
  const moved = strokes.map((stroke) => stroke.map(([x, y]) => [7 + x / 4, 200 + y / 4] as const));
  expect(pixelsOf(moved)).toEqual(pixelsOf(strokes));
});

test('pixels are counts of cells, and nothing drawn is blank', () => {
  const pixels = pixelsOf(drawings[2]![1]);
  expect(pixels.every((ink) => Number.isInteger(ink) && ink >= 0 && ink <= 16)).toBe(true);
  expect(Math.max(...pixels)).toBe(16);
  expect(pixelsOf([]).every((ink) => ink === 0)).toBe(true);
  expect(pixelsOf([[[3, 3]]]).some((ink) => ink > 0)).toBe(true);
});

test('weight images are within one scale', () => {
  const images = Array.from({ length: 10 }, (_, k) => weightImage(trained.model, k)).flat();
  expect(Math.max(...images.map(Math.abs))).toBe(1);
});

test('images are the rows of the table', () => {
  const { X, labels } = imagesOf(tableOf('digits.csv'));
  expect([X.rows, X.cols, labels[0]]).toEqual([1797, 64, '0']);
  expect([...X.data.subarray(0, 4)]).toEqual([0, 0, 5 / 16, 13 / 16]);
});
