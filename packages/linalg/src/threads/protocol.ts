import type { Engine } from '../kernels/source.ts';
import type { Memories } from './carry.ts';

/**
 * Work that any thread may do, on plain data. Its results go to shared arrays in the task; it must
 * write them whole (not add to what is there) and give the same each time: where a worker dies at it,
 * another thread does it again.
 */
// biome-ignore lint/suspicious/noExplicitAny: what a task is, is each job's own
export type Job = (task: any) => void;

/** Jobs by name: the same in a pool and in its workers. */
export type Jobs = Readonly<Record<string, Job>>;

/** States of a task; RUNNING + w where worker w has it. */
export const PENDING = 0;
export const DONE = 1;
export const FAILED = 2;
/** The thread that asked has it. */
export const TAKEN = 3;
export const RUNNING = 4;

/** Tells a worker of a run: it does tasks that are pending, beginning with its own. */
export interface RunMessage {
  readonly run: number;
  readonly job: string;
  readonly tasks: readonly unknown[];
  readonly memories: Memories;
  /** The states of the tasks, in shared memory. */
  readonly states: Int32Array;
  readonly worker: number;
  readonly engine: Engine;
  /** Whether somebody listens for the end. */
  readonly reply: boolean;
}

/** Tells a worker that a memory is no longer used. */
export interface ForgetMessage {
  readonly forget: number;
}

/** What a worker says: that it is there, that it has nothing left to do, and what failed. */
export type WorkerMessage =
  | { readonly ready: true }
  | { readonly ended: number }
  | { readonly failed: string };
