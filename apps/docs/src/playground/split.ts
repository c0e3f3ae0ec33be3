import { trainTestSplit } from '@betahat/random';
import { cellsOf, type TextTable } from './read-csv.ts';

/** Rows are split by this seed, so that the code of the page gives the numbers of the page. */
export const SEED = 0;

/** What a split goes by. */
interface Split {
  readonly target: string;
  /** Share of the rows that are kept for judging; 0 judges by the rows that were fitted. */
  readonly heldOut: number;
}

/** Rows to fit on and rows to judge by, as numbers of rows of the table. */
export const splitRows = (table: TextTable, { target, heldOut }: Split) => {
  const labels = cellsOf(table, target);
  if (heldOut > 0)
    return trainTestSplit(labels.length, { testSize: heldOut, seed: SEED, stratify: labels });
  const all = Uint32Array.from(labels, (_, row) => row);
  return { train: all, test: all };
};

/** Why no rows can be held out of a table, in words; null where some can. */
export const whyNoSplit = (table: TextTable, split: Split): string | null => {
  try {
    splitRows(table, split);
    return null;
  } catch {
    const labels = cellsOf(table, split.target);
    const classes = [...new Set(labels)];
    const rarest = classes
      .map((label) => ({ label, rows: labels.filter((other) => other === label).length }))
      .reduce((a, b) => (b.rows < a.rows ? b : a));
    return rarest.rows === 1
      ? `The class "${rarest.label}" has one row, and a class needs rows on both sides. Hold no rows out, or bring more rows.`
      : `${labels.length} rows of ${classes.length} classes are too few to hold some out. Hold no rows out, or bring more rows.`;
  }
};
