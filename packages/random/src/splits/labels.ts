import { typeError } from '../check.ts';

/** A class or group label. */
export type Label = string | number | boolean;

/** Labels as codes: `labels[i]` is `classes[codes[i]]`. */
export interface Encoded {
  /** Each label once: numbers ascending, then text by code unit, then false and true. */
  readonly classes: readonly Label[];
  readonly codes: Uint32Array;
  /** How often each class occurs. */
  readonly counts: Uint32Array;
}

const rank = { number: 0, string: 1, boolean: 2 } as const;

const compare = (a: Label, b: Label): number => {
  const byType = rank[typeof a as keyof typeof rank] - rank[typeof b as keyof typeof rank];
  return byType !== 0 ? byType : a < b ? -1 : a > b ? 1 : 0;
};

/** Codes in the sorted order of the labels, which no platform or input order changes. */
export const encodeLabels = (
  where: string,
  argument: string,
  labels: ArrayLike<Label>,
): Encoded => {
  if (typeof labels !== 'object' || labels === null || !('length' in labels))
    throw typeError(where, argument, 'an array of labels', labels);
  const seen = new Set<Label>();
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as Label;
    if (!((typeof label) in rank) || Number.isNaN(label))
      throw typeError(where, `${argument}[${i}]`, 'a string, a number or a boolean', label);
    seen.add(label);
  }
  const classes = [...seen].sort(compare);
  const codeOf = new Map(classes.map((label, code) => [label, code]));
  const codes = new Uint32Array(labels.length);
  const counts = new Uint32Array(classes.length);
  for (let i = 0; i < codes.length; i++) {
    const code = codeOf.get(labels[i]) as number;
    codes[i] = code;
    counts[code] += 1;
  }
  return { classes, codes, counts };
};

/** The rows of each class, ascending. */
export const rowsByCode = ({ codes, counts }: Encoded): Uint32Array[] => {
  const rows = Array.from(counts, (count) => new Uint32Array(count));
  const next = new Uint32Array(counts.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row];
    rows[code][next[code]] = row;
    next[code] += 1;
  }
  return rows;
};
