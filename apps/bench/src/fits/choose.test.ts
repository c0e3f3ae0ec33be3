import { expect, test } from 'vitest';
import { choose } from './choose.ts';
import { all, small } from './workloads/all.ts';

const names = (quick: boolean, only: string) =>
  choose(quick, only).workloads.map(({ name }) => name);

test('no word chooses all, with what is measured beside fits', () => {
  expect(names(false, '')).toEqual(all().map(({ name }) => name));
  expect(names(true, '')).toEqual(small().map(({ name }) => name));
  expect(choose(false, '').others).toEqual(['prediction', 'loading', 'size']);
});

test('families split the whole without overlap; other words are looked for in names', () => {
  const families = [...new Set(all().map(({ family }) => family))];
  const parts = families.flatMap((family) => names(false, family));
  expect(parts.sort()).toEqual(names(false, '').sort());
  expect(names(false, 'softmax')).toEqual(['softmax 100000×50×10']);
  expect(names(false, '100000×50')).toEqual(['100000×50']);
  expect(names(false, '100000×5')).toHaveLength(6);
  expect(names(false, 'digits, iris')).toEqual(['iris', 'digits']);
  expect(names(false, 'nothing')).toEqual([]);
  expect(choose(false, 'loading')).toMatchObject({ workloads: [], others: ['loading'] });
});
