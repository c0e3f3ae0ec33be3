import { readFileSync } from 'node:fs';
import { Standardize } from '@betahat/features';
import { dense } from '@betahat/linalg';
import { dataFolder } from '../../data-folder.ts';
import type { Problem } from '../problem.ts';

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
  const X = dense(lines.length, cols, data);
  return {
    name: asItIs ? `${file}, unscaled` : file,
    family: file === 'breast_cancer' && !asItIs ? 'breast cancer' : 'small',
    X: asItIs ? X : Standardize.fitTransform(X).X,
    y: Float64Array.from(lines, (cells) => classes.indexOf(cells[cols]!)),
    classes: classes.length,
    penalties: [{ l1: 0, l2: 1 }],
  };
};

export const tables = (): Problem[] => [
  table('iris'),
  table('wine'),
  table('breast_cancer'),
  table('breast_cancer', true),
  table('digits'),
];
