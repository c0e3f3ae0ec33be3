import type { Table as FeatureTable } from '@betahat/features';
import { rocAuc } from '@betahat/metrics';
import type { Label } from '@betahat/models';

/** From here on a column alone tells the classes apart. */
const ENOUGH = 0.995;

/** Fewer rows of a class show nothing. */
const FEWEST = 10;

/**
 * Columns each of which predicts the target alone: likely to have been filled in from it, or after
 * it. Of numbers, each two classes lie apart (area under the ROC curve from 0.995 up); of texts, the
 * commonest class of each level is right for 99.5 % of the rows of every class.
 *
 * @param table the training rows, the target as the last column
 */
export const giveaways = ({ names, columns }: FeatureTable): string[] => {
  const target = columns.at(-1) as readonly Label[];
  const byClass = new Map<Label, number[]>();
  target.forEach((label, row) => {
    const rows = byClass.get(label);
    if (rows === undefined) byClass.set(label, [row]);
    else rows.push(row);
  });
  const groups = [...byClass.values()];
  if (groups.some((rows) => rows.length < FEWEST)) return [];
  return names.slice(0, -1).filter((_, j) => {
    const column = columns[j]!;
    return column instanceof Float64Array
      ? numbersTell(column, groups)
      : levelsTell(column as ArrayLike<unknown>, groups);
  });
};

/** Rows of a class at which a column is looked at first; most are ruled out by these. */
const FIRST_LOOK = 500;

const numbersTell = (column: Float64Array, groups: readonly number[][]): boolean =>
  allApart(column, groups.map(thinned)) && allApart(column, groups);

const allApart = (column: Float64Array, groups: readonly number[][]): boolean =>
  groups.every((some, k) => groups.slice(0, k).every((others) => lieApart(column, some, others)));

const thinned = (rows: readonly number[]): number[] => {
  const step = Math.ceil(rows.length / FIRST_LOOK);
  return rows.filter((_, i) => i % step === 0);
};

const lieApart = (column: Float64Array, some: readonly number[], others: readonly number[]) => {
  const rows = [...some, ...others].filter((row) => !Number.isNaN(column[row]));
  const own = new Set(some);
  const truth = rows.map((row) => own.has(row));
  const right = truth.filter(Boolean).length;
  if (right < FEWEST || truth.length - right < FEWEST) return false;
  const area = rocAuc(
    truth,
    rows.map((row) => column[row]!),
  );
  return Math.max(area, 1 - area) >= ENOUGH;
};

const levelsTell = (column: ArrayLike<unknown>, groups: readonly number[][]): boolean => {
  const counts = new Map<unknown, number[]>();
  groups.forEach((rows, k) => {
    for (const row of rows) {
      const of = counts.get(column[row]) ?? groups.map(() => 0);
      of[k]!++;
      counts.set(column[row], of);
    }
  });
  // A level of one row or two tells its class for certain, and means nothing.
  if (counts.size * FEWEST > column.length) return false;
  const right = groups.map(() => 0);
  for (const of of counts.values()) {
    const best = of.indexOf(Math.max(...of));
    right[best]! += of[best]!;
  }
  return groups.every((rows, k) => right[k]! >= ENOUGH * rows.length);
};
