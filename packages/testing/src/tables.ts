/// <reference path="./raw.d.ts" />
// @boundaries-ignore the tables belong to the repository, and to no package
import breastCancer from '../../../data/breast_cancer.csv?raw';
// @boundaries-ignore the tables belong to the repository, and to no package
import digits from '../../../data/digits.csv?raw';
// @boundaries-ignore the tables belong to the repository, and to no package
import iris from '../../../data/iris.csv?raw';
// @boundaries-ignore the tables belong to the repository, and to no package
import wine from '../../../data/wine.csv?raw';

const texts = { iris, wine, digits, breast_cancer: breastCancer } as const;

/** The four small real tables of the repository's `data` folder. */
export type TableName = keyof typeof texts;

/** All four names, for tests that run over every table. */
export const tableNames: readonly TableName[] = ['iris', 'wine', 'digits', 'breast_cancer'];

/** A table with numeric features and one column of class labels, the last. */
export interface Table {
  /** Names of the feature columns, in order. */
  readonly names: readonly string[];
  /** Features, one array of `names.length` numbers per row. */
  readonly X: number[][];
  /** The class label of each row, as text. */
  readonly labels: string[];
  /** The labels that occur, each once, sorted by code unit. */
  readonly classes: readonly string[];
  /** Name of the label column. */
  readonly target: string;
}

/** The tables hold no quotes and no holes, so that splitting at commas is all that reading takes. */
const parse = (text: string): Table => {
  const [header = '', ...lines] = text.trimEnd().split(/\r?\n/);
  const names = header.split(',');
  const target = names.pop() ?? '';
  const X: number[][] = [];
  const labels: string[] = [];
  for (const line of lines) {
    const cells = line.split(',');
    labels.push(cells.pop() ?? '');
    X.push(cells.map(Number));
  }
  return { names, X, labels, classes: [...new Set(labels)].sort(), target };
};

/**
 * One of the four tables. Each call parses it anew, so that a test may change what it got.
 * @example
 * const { X, labels } = loadTable('iris');
 * X[0]; // [5.1, 3.5, 1.4, 0.2]
 * labels[0]; // 'setosa'
 */
export const loadTable = (name: TableName): Table => parse(texts[name]);
