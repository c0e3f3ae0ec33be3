import { all, small, type Workload } from './workloads/all.ts';

const OTHERS = ['prediction', 'loading', 'size'] as const;

/** What a run measures. */
export interface Choice {
  readonly workloads: readonly Workload[];
  readonly others: readonly (typeof OTHERS)[number][];
}

/**
 * What words with commas between choose; no words: all. A word that is a family's name means that family, so that
 * families split a run without overlap; one that is a workload's name means that one; any other is looked for in names.
 */
export const choose = (quick: boolean, only: string): Choice => {
  const words = only.split(',').map((word) => word.trim());
  const families = new Set<string>(all().map(({ family }) => family));
  const names = new Set(all().map(({ name }) => name));
  const means = (word: string, { name, family }: Workload) => {
    if (families.has(word)) return family === word;
    return names.has(word) ? name === word : name.includes(word);
  };
  return {
    workloads: (quick ? small() : all()).filter((each) => words.some((word) => means(word, each))),
    others: OTHERS.filter((name) => words.some((word) => name.includes(word))),
  };
};
