import { useEngine } from '@betahat/linalg';
import { rangeError } from '@betahat/linalg/check';
import { machineThreads, sharingProblem } from '@betahat/linalg/threads';
import { minimizeAsync, type Solution } from '@betahat/optimizers';
import { type Borrowed, borrowWorker, giveBack } from './borrow-worker.ts';
import { type Ended, finished, fitting, type LinearFit, type Run } from './fit-linear.ts';
import {
  type CompositeObjective,
  coefficientPenalty,
  compositeObjective,
} from './objective/composite-objective.ts';
import { type LinearObjective, linearObjective } from './objective/linear-objective.ts';
import { dimensionOf, type LinearProblem } from './objective/problem.ts';
import { mayBeSeparable, type Separation } from './separation/separation-of.ts';
import type { FitTask } from './settle.ts';
import { bytesOf, handOver, isRoomFor, type Room } from './worker/hand-over.ts';
import type { Threads } from './worker/messages.ts';
import { remoteComposite, remoteObjective } from './worker/remote-objective.ts';
import { isWorthAWorker, isWorthThreads } from './worth-a-worker.ts';

/**
 * Minimises the objective of a linear problem, leaving the caller's thread free: a large fit has its
 * data read by a worker, a small one, or where no worker can start, gives the thread back between
 * requests. Method and callbacks run on the caller's side either way, and the bits are the same.
 */
export const fitLinearAsync = async (task: FitTask): Promise<LinearFit> => {
  const threads = threadsFor(task);
  // A method that takes rows one by one is given functions, which no message carries.
  const { solver } = task.options;
  if (solver !== 'auto' && (solver.asks as readonly string[]).includes('terms')) {
    return noted(
      await onThisThread(task),
      `${solver.name} reads row by row, on the caller's thread`,
    );
  }
  if (threads.count === 1 && !isWorthAWorker(task.problem)) return onThisThread(task);
  const borrowed = await borrowWorker(
    (room) => threads.count === 1 || isRoomFor(task.problem.X, room),
  );
  if (typeof borrowed === 'string') return noted(await onThisThread(task), borrowed);
  let fit: LinearFit | string;
  try {
    fit = await inWorker(task, borrowed, threads);
  } catch (error) {
    // It may be at work still, as after an abort.
    borrowed.worker.stop();
    throw error;
  }
  return typeof fit === 'string' ? noted(await onThisThread(task), fit) : fit;
};

/** Words on where the fit ran, after those on the choice of the solver. */
const noted = (fit: LinearFit, note: string): LinearFit => ({
  ...fit,
  report: Object.freeze({ ...fit.report, reason: `${fit.report.reason}; ${note}` }),
});

interface FitThreads extends Threads {
  readonly count: number;
}

/**
 * Threads for a fit in a worker, and why fewer than asked for. A machine's threads are as many as bring
 * something; more than it has is an error.
 */
const threadsFor = ({ where, problem, options }: FitTask): FitThreads => {
  const most = machineThreads();
  const { threads } = options;
  if (threads !== 'auto' && threads > most) {
    throw rangeError(where, 'threads', `at most ${most}, the threads of this machine`, threads);
  }
  const asked = threads === 'auto' ? (isWorthThreads(problem) ? most : 1) : threads;
  const trouble = asked > 1 ? sharingProblem() : null;
  return { count: trouble === null ? asked : 1, reason: trouble };
};

/** The runs of a fit from the first on, each awaited. */
const carriedOut = async <Asked>(
  runs: Generator<Run<Asked>, Ended, Solution>,
  first: IteratorResult<Run<Asked>, Ended>,
): Promise<Ended> => {
  let turn = first;
  while (turn.done !== true) {
    const { objective, method, from, settings } = turn.value;
    // One bag of abilities or the other: which it is follows from the method, see `fitting`.
    const asked = objective as unknown as CompositeObjective;
    turn = runs.next(await minimizeAsync(asked, method, from, settings));
  }
  return turn.value;
};

const onThisThread = async (task: FitTask): Promise<LinearFit> => {
  const { problem } = task;
  const runs = fitting(task, (composite): LinearObjective | CompositeObjective =>
    composite ? compositeObjective(problem) : linearObjective(problem),
  );
  return finished(task, await carriedOut(runs, runs.next()));
};

/** Words for why the worker did not get the problem, which is then still whole. */
const inWorker = async (
  task: FitTask,
  { worker, room }: Borrowed,
  { count: threads, reason: alone }: FitThreads,
): Promise<LinearFit | string> => {
  const { problem, options, ownsX } = task;
  const { call } = worker;
  const dimension = dimensionOf(problem);
  let isComposite = false;
  const runs = fitting(task, (composite) => {
    isComposite = composite;
    const asked = composite
      ? remoteComposite(call, dimension, coefficientPenalty(problem))
      : remoteObjective(call, dimension);
    return { ...asked, passes: worker.passes };
  });
  const bytes = bytesOf(problem.X);
  let taken: Room | null = null;
  // The first turn chooses the method, for which X must still be here.
  const first = runs.next();
  try {
    const take = ownsX || options.transfer;
    const { transfer, room: used, ...handed } = await handOver(problem, take, threads > 1, room);
    taken = used ?? room;
    const engine = useEngine();
    const asked = { kind: 'open', ...handed, composite: isComposite, engine, threads } as const;
    await call(asked, transfer);
  } catch (error) {
    if (!isWhole(problem)) throw error;
    worker.stop();
    return `the worker could not take X (${error instanceof Error ? error.message : String(error)})`;
  }
  const { report, solution, isUnique } = await carriedOut(runs, first);
  const parameters = isUnique
    ? solution.x
    : ((await call({ kind: 'minimumNorm', x: solution.x })) as Float64Array);
  const { x, status, converged } = solution;
  const separation = mayBeSeparable(problem, solution)
    ? ((await call({ kind: 'separation', end: { x, status, converged } })) as Separation | null)
    : null;
  const { reason } =
    threads > 1 ? ((await call({ kind: 'threads' })) as Threads) : { reason: alone };
  // It may be at work on what was asked when a signal came.
  if (solution.status === 'aborted') worker.stop();
  else await giveBack(worker, taken, bytes);
  const fit = { parameters, report: Object.freeze({ ...report, threads }), solution, separation };
  const where =
    threads > 1 ? `its data were read by ${threads} threads` : 'its data were read in a worker';
  return noted(fit, reason === null ? where : `${where} (${reason})`);
};

/** Whether nothing of a problem has moved away yet. */
const isWhole = ({ X, loss }: LinearProblem): boolean =>
  (X.kind === 'dense' ? X.data : X.rowStart).length > 0 && loss.targets.length > 0;
