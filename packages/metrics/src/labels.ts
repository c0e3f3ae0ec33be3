import { rangeError, typeError } from '@betahat/linalg/check';

/** A class label. */
export type Label = string | number | boolean;

/** One label per row: a plain or a typed array. */
export type Labels<L extends Label = Label> = ArrayLike<L>;

const rank = { number: 0, string: 1, boolean: 2 } as const;
type Kind = keyof typeof rank;

/** Numbers ascending, then text by code unit, then false before true. */
const compare = (a: Label, b: Label): number => {
  const byKind = rank[typeof a as Kind] - rank[typeof b as Kind];
  return byKind !== 0 ? byKind : a < b ? -1 : a > b ? 1 : 0;
};

/** Passes an array of usable labels with at least one row, of a given length if one is given. */
export const checkLabels = (
  where: string,
  argument: string,
  labels: Labels,
  length?: number,
): void => {
  if (typeof labels !== 'object' || labels === null || !('length' in labels))
    throw typeError(where, argument, 'an array of labels', labels);
  if (length !== undefined && labels.length !== length)
    throw rangeError(where, `${argument}.length`, `${length}, as of truth`, labels.length);
  if (labels.length === 0) throw rangeError(where, `${argument}.length`, 'at least 1', 0);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (!((typeof label) in rank) || Number.isNaN(label))
      throw typeError(where, `${argument}[${i}]`, 'a string, a number or a boolean', label);
  }
};

/** Every label that occurs in one of the arrays, each once, sorted. */
export const distinctLabels = <L extends Label>(...arrays: Labels<L>[]): L[] => {
  const seen = new Set<L>();
  for (const labels of arrays) for (let i = 0; i < labels.length; i++) seen.add(labels[i]);
  return [...seen].sort(compare);
};

/** Passes a list of distinct labels. */
export const checkClasses = (where: string, argument: string, classes: Labels): void => {
  checkLabels(where, argument, classes);
  if (new Set(Array.from(classes)).size !== classes.length)
    throw rangeError(where, argument, 'distinct labels', Array.from(classes).join(', '));
};

/** The position of each label in `classes`, or −1 where it is not there. */
export const positions = (labels: Labels, classes: Labels): Int32Array => {
  const positionOf = new Map(Array.from(classes, (label, k) => [label, k]));
  const found = new Int32Array(labels.length);
  for (let i = 0; i < found.length; i++) found[i] = positionOf.get(labels[i]) ?? -1;
  return found;
};
