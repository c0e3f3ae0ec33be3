import type { Contender, Language } from '../contender.ts';
import type { Fit, Problem } from '../problem.ts';

/** A contender that runs in this process. */
export const inProcess = (
  name: string,
  language: Language,
  ladder: readonly number[],
  fit: (problem: Problem, tolerance: number) => { fits: Fit[]; passes?: number },
): Contender => ({
  name,
  language,
  threads: 1,
  ladder,
  open: async (problem) => ({
    fit: async (tolerance, repeats) => {
      const begin = performance.now();
      let last = fit(problem, tolerance);
      for (let k = 1; k < repeats; k++) last = fit(problem, tolerance);
      return { ms: (performance.now() - begin) / repeats, ...last };
    },
    close: () => undefined,
  }),
});
