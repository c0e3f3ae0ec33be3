import type { Engine, Matrix } from '@betahat/linalg';
import type { Memories } from '@betahat/linalg/threads';
import type { AnswerOf, Ask, RequestOf } from '@betahat/optimizers';
import type { LinearAsk } from '../objective/linear-objective.ts';
import type { End, Separation } from '../separation/separation-of.ts';

/** A linear problem as plain data; the loss follows from the number of outputs. */
export interface ProblemData {
  readonly X: Matrix;
  readonly outputs: number;
  readonly targets: Float64Array | Uint32Array;
  readonly targetWidth: number;
  readonly weights: Float64Array | null;
  readonly l1: number;
  readonly l2: number;
  readonly intercept: boolean;
}

/** What the caller's thread asks a worker, one question at a time. */
export type Question =
  | {
      readonly kind: 'open';
      /** ProblemData, with a note in place of each array that lies in shared kernel memory. */
      readonly packed: unknown;
      readonly memories: Memories;
      /** Threads that read the data, the worker's own included. */
      readonly threads: number;
      readonly composite: boolean;
      readonly engine: Engine;
    }
  /** A request of a method, to the objective (sample −1) or to a sample of it that it made before. */
  | { readonly kind: 'request'; readonly sample: number; readonly request: RequestOf<Ask> }
  | { readonly kind: 'threads' }
  | { readonly kind: 'minimumNorm'; readonly x: Float64Array }
  | { readonly kind: 'separation'; readonly end: End }
  /** The fit is over: its data are no longer needed. */
  | { readonly kind: 'close' };

/** A sample that stays in the worker, and how to ask it. */
export interface SampleHandle {
  readonly sample: number;
  readonly dimension: number;
  readonly share: number;
}

/** How the threads of a worker fared: why there are fewer than asked for, or null. */
export interface Threads {
  readonly reason: string | null;
}

/** What a worker can answer. */
export type WorkerAnswer =
  | Exclude<AnswerOf<Exclude<LinearAsk, 'terms'>>, { readonly dimension: number }>
  | SampleHandle
  | Separation
  | Threads
  | null;

/** One reply to each question, in order; the first message of all only says that the worker is there. */
export type Reply =
  | { readonly answer: WorkerAnswer; readonly passes: number }
  | { readonly error: unknown };
