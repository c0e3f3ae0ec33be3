import { all, small, type Workload } from './workloads/all.ts';

const OTHERS = ['prediction', 'loading', 'size'] as const;

/** What a run measures. */
export interface Choice {
  readonly workloads: readonly Workload[];
  readonly others: readonly (typeof OTHERS)[number][];
}

/**
 * What words with commas between choose; no words: all. A word that is a family's name means that family, so that
 * families split a run without overlap; any other is looked for in names.
 */
export const choose = (quick: boolean, only: string): Choice => {
  const words = only.split(',').map((word) => word.trim());
  const families = new Set<string>(all().map(({ family }) => family));
  return {
    workloads: (quick ? small() : all()).filter(({ name, family }) =>
      words.some((word) => (families.has(word) ? family === word : name.includes(word))),
    ),
    others: OTHERS.filter((name) => words.some((word) => name.includes(word))),
  };
};
