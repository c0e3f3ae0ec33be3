import type { SolverRun } from './compare-solvers.ts';
import type { Evaluation } from './evaluate.ts';
import type { PathKind, PathPoint } from './penalty-path.ts';
import type { TextTable } from './read-csv.ts';
import type { Settings } from './settings.ts';

/** What the page asks of its worker. */
export type Task =
  | { readonly kind: 'fit'; readonly table: TextTable; readonly settings: Settings }
  | {
      readonly kind: 'path';
      readonly table: TextTable;
      readonly settings: Settings;
      readonly penalty: PathKind;
    }
  | { readonly kind: 'compare'; readonly table: TextTable; readonly settings: Settings };

export type ToWorker = Task | { readonly kind: 'stop' };

/** How far a fit is. */
interface Progress {
  /** J after the iterations since the last message. */
  readonly objectives: readonly number[];
  readonly gradientNorm: number;
}

/** A finished fit. */
export interface FitResult {
  /** The pipeline's own JSON. */
  readonly json: unknown;
  readonly evaluation: Evaluation;
  readonly warning: string | null;
}

export type FromWorker =
  | ({ readonly kind: 'progress' } & Progress)
  | ({ readonly kind: 'fitted' } & FitResult)
  | { readonly kind: 'point'; readonly point: PathPoint }
  | { readonly kind: 'run'; readonly run: SolverRun }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string };
