import { fitTable } from './fit.ts';
import type { TextTable } from './read-csv.ts';
import { type Settings, type SolverName, solversFor } from './settings.ts';

/** How one solver fared on the reader's problem. */
export interface SolverRun {
  readonly solver: SolverName;
  readonly passes: number;
  readonly iterations: number;
  readonly milliseconds: number;
  readonly objective: number;
  /** Estimated distance to the minimum, relative; null where the solver came by none. */
  readonly gap: number | null;
  readonly converged: boolean;
}

/** Each solver that suits the penalty, on the same rows from the same start to the same tolerance. */
export async function* compareSolvers(
  table: TextTable,
  settings: Settings,
  signal?: AbortSignal,
): AsyncGenerator<SolverRun> {
  for (const solver of solversFor(settings.l1).filter((name) => name !== 'auto')) {
    const { pipeline } = await fitTable(
      table,
      { ...settings, solver },
      signal === undefined ? {} : { signal },
    );
    if (signal?.aborted) return;
    const { passes, iterations, seconds, objective, certificate, converged } = pipeline.report;
    yield {
      ...{ solver, passes, iterations, objective, converged },
      milliseconds: 1000 * seconds,
      gap: certificate?.value ?? null,
    };
  }
}
