import type { Label } from '@betahat/models';

/** What is reached by knowing no more than how common the classes are. */
export interface Baseline {
  /** The commonest class, which it always names. */
  readonly class: Label;
  readonly accuracy: number;
  /** Of giving each class its share as probability. */
  readonly logLoss: number;
}

/** Rows of each class. */
export const countsOf = (labels: readonly Label[], classes: readonly Label[]): number[] => {
  const counts = new Map<Label, number>(classes.map((label) => [label, 0]));
  for (const label of labels) counts.set(label, counts.get(label)! + 1);
  return [...counts.values()];
};

/**
 * @param known rows of each class by which it guesses
 * @param judged rows of each class on which it is judged
 */
export const baselineOf = (
  classes: readonly Label[],
  known: readonly number[],
  judged: readonly number[],
): Baseline => {
  const all = known.reduce((a, b) => a + b, 0);
  const rows = judged.reduce((a, b) => a + b, 0);
  const commonest = known.indexOf(Math.max(...known));
  const losses = judged.map((count, k) => (count === 0 ? 0 : -count * Math.log(known[k]! / all)));
  return {
    class: classes[commonest]!,
    accuracy: judged[commonest]! / rows,
    logLoss: losses.reduce((a, b) => a + b, 0) / rows,
  };
};
