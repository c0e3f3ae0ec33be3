import { all, small, type Workload } from './workloads/all.ts';

const OTHERS = ['prediction', 'loading', 'size'] as const;

/** What a run measures. */
export interface Choice {
  readonly workloads: readonly Workload[];
  readonly others: readonly (typeof OTHERS)[number][];
}

/**
 * The workloads that words with commas choose; no words: all. A word that is a family's name means that family, so that
 * families split a run without overlap; one that is a workload's name means that one; any other is looked for in names.
 * @param beside further ones, after all
 */
export const chosen = (
  quick: boolean,
  only: string,
  beside: readonly Workload[] = [],
): readonly Workload[] => {
  const words = wordsOf(only);
  const every = [...all(), ...beside];
  const families = new Set<string>(every.map(({ family }) => family));
  const names = new Set(every.map(({ name }) => name));
  const means = (word: string, { name, family }: Workload) => {
    if (families.has(word)) return family === word;
    return names.has(word) ? name === word : name.includes(word);
  };
  return (quick ? small() : every).filter((each) => words.some((word) => means(word, each)));
};

/** The workloads, and what is measured beside fits. */
export const choose = (quick: boolean, only: string): Choice => ({
  workloads: chosen(quick, only),
  others: OTHERS.filter((name) => wordsOf(only).some((word) => name.includes(word))),
});

const wordsOf = (only: string): string[] => only.split(',').map((word) => word.trim());
