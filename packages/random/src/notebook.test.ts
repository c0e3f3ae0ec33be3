import notebook from '@betahat/testing/notebook.json';
import { expect, test } from 'vitest';
import { RandomState } from './random-state.ts';

const { cells } = notebook;
const float32 = (values: ArrayLike<number>) => Array.from(new Float32Array(values));
const oneHot = (labels: number[]) =>
  labels.map((label) => [0, 1, 2, 3].map((k) => Number(k === label)));
const each = (n: number, draw: () => number) => Array.from({ length: n }, draw);

// The notebook kept its data as float32 and its starting points w0 as float64.
test('seed 12 draws every input of the notebook, bit for bit', () => {
  const random = new RandomState(12);
  const label = () => random.randint(0, 4);

  expect(float32(random.randn(13))).toEqual(cells.cell2.y_out);
  expect(float32(random.randint(0, 2, 13))).toEqual(cells.cell2.y_true);
  expect(float32(random.randn(13))).toEqual(cells.cell4.y_out);
  expect(float32(random.randint(0, 2, 13))).toEqual(cells.cell4.y_true);

  expect(float32(random.randn(73, 4))).toEqual(cells.cell6.X.flat());
  expect(float32(random.randint(0, 2, 73))).toEqual(cells.cell6.y);
  random.randint(0, 2147483647); // drawn by liblinear
  expect(Array.from(random.randn(4))).toEqual(cells.cell6.w0);

  expect(float32(random.randn(93, 4))).toEqual(cells.cell8.y_out.flat());
  expect(oneHot(each(93, label))).toEqual(cells.cell8.y_true);
  for (const cell of [cells.cell9, cells.cell11]) {
    expect(float32(random.randn(7, 4))).toEqual(cell.y_out.flat());
    expect(oneHot(each(7, label))).toEqual(cell.y_true);
  }

  expect(float32(random.randn(93, 4))).toEqual(cells.cell13.X.flat());
  expect(oneHot(each(93, label))).toEqual(cells.cell13.y);
  random.randint(0, 2147483647);
  expect(Array.from(random.randn(4, 4))).toEqual(cells.cell13.w0.flat());
});
