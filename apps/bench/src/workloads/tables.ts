import { readFileSync } from 'node:fs';
import { dense } from '@betahat/linalg';
import { dataFolder } from '../data-folder.ts';
import type { Problem } from '../problem.ts';

/** Mean 0 and variance 1 in every column that is not constant; in place. */
const standardize = (data: Float64Array, rows: number, cols: number) => {
  for (let j = 0; j < cols; j++) {
    let mean = 0;
    for (let i = 0; i < rows; i++) mean += data[i * cols + j]! / rows;
    let square = 0;
    for (let i = 0; i < rows; i++) square += (data[i * cols + j]! - mean) ** 2 / rows;
    const scale = square > 0 ? 1 / Math.sqrt(square) : 1;
    for (let i = 0; i < rows; i++) data[i * cols + j] = (data[i * cols + j]! - mean) * scale;
  }
};

/** A table of the repository's data folder: numbers, and the class in the last column. */
const table = (file: string, asItIs = false): Problem => {
  const text = readFileSync(new URL(`${file}.csv`, dataFolder), 'utf8');
  const lines = text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','));
  const cols = lines[0]!.length - 1;
  const data = Float64Array.from(lines.flatMap((cells) => cells.slice(0, cols).map(Number)));
  const classes = [...new Set(lines.map((cells) => cells[cols]!))].sort();
  if (!asItIs) standardize(data, lines.length, cols);
  return {
    name: asItIs ? `${file}, unscaled` : file,
    X: dense(lines.length, cols, data),
    y: Float64Array.from(lines, (cells) => classes.indexOf(cells[cols]!)),
    classes: classes.length,
    l2: 1,
  };
};

export const tables = (): Problem[] => [
  table('iris'),
  table('wine'),
  table('breast_cancer'),
  table('breast_cancer', true),
  table('digits'),
];
