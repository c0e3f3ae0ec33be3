import { describe, expect, test } from 'vitest';
import type { Cell } from '../table.ts';
import { inferType } from './infer-type.ts';
import { isHole } from './is-hole.ts';
import { readBoolean, readLevel, readNumber } from './read-cell.ts';
import { readDays } from './read-days.ts';

test('holes', () => {
  for (const cell of [null, undefined, Number.NaN, '', ' \t']) expect(isHole(cell)).toBe(true);
  for (const cell of [0, false, 'NA', new Date(0), Number.POSITIVE_INFINITY, 0n])
    expect(isHole(cell)).toBe(false);
});

test.each<[unknown, number | undefined]>([
  [1.5, 1.5],
  [12n, 12],
  [' -1.5e-3 ', -0.0015],
  ['.5', 0.5],
  ['5.', 5],
  ['+7', 7],
  ['1e400', undefined],
  [Number.POSITIVE_INFINITY, undefined],
  ['0x10', undefined],
  ['1,5', undefined],
  ['12px', undefined],
  ['Infinity', undefined],
  [true, undefined],
  [new Date(0), undefined],
])('the number in %o is %s', (cell, value) => {
  expect(readNumber(cell)).toBe(value);
});

test.each<[unknown, number | undefined]>([
  [true, 1],
  [false, 0],
  [' TRUE ', 1],
  ['false', 0],
  [1, 1],
  ['0', 0],
  [2, undefined],
  ['yes', undefined],
])('the boolean in %o is %s', (cell, value) => {
  expect(readBoolean(cell)).toBe(value);
});

describe('days', () => {
  test.each<[unknown, number | undefined]>([
    ['1970-01-02', 1],
    [new Date('1970-01-01T12:00:00Z'), 0.5],
    ['1970-01-01T06:00', 0.25],
    ['1970-01-01 06:00:00Z', 0.25],
    ['1970-01-01T00:00:00.432Z', 0.000005],
    ['1970-01-01T02:00+02:00', 0],
    ['1969-12-31T18:00:00-0600', 0],
    ['0001-01-01', -719162],
    ['2024-02-29', 19782],
    ['2023-02-29', undefined],
    ['2024-13-01', undefined],
    ['2024-01-01T25:00', undefined],
    ['2024-1-1', undefined],
    ['01/02/2024', undefined],
    [new Date(Number.NaN), undefined],
    [5, undefined],
  ])('of %o are %s', (cell, days) => {
    expect(readDays(cell)).toBe(days);
  });
});

test('days of every date from 1600 to 2400 are those of Date', () => {
  for (let day = -135_140; day < 157_054; day++) {
    const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
    if (readDays(text) !== day) expect(readDays(text), text).toBe(day);
  }
});

test('levels', () => {
  expect([' a ', 1, 1n, true, new Date(0)].map(readLevel)).toEqual([
    ' a ',
    '1',
    '1',
    'true',
    '1970-01-01T00:00:00.000Z',
  ]);
  expect(readLevel({})).toBeUndefined();
});

test.each<[Cell[], string | undefined]>([
  [[1, 2n, null, Number.NaN], 'numeric'],
  [['1', '-2.5', ''], 'numeric'],
  [[1, '2'], 'numeric'],
  [['007', '008'], 'categorical'],
  [['0', '0.5', '10'], 'numeric'],
  [['1', 'x'], 'categorical'],
  [[true, null, false], 'boolean'],
  [['true', 'FALSE'], 'boolean'],
  [[true, 1], 'categorical'],
  [['2024-01-01', new Date(0)], 'date'],
  [['2024-01-01', '1'], 'categorical'],
  [['a', 'b'], 'categorical'],
  [[null, '', undefined], undefined],
  [[], undefined],
])('the type of %o is %s', (column, type) => {
  expect(inferType(column)).toBe(type);
});
