import { useEngine } from '@betahat/linalg';
import { type Memories, receive, unpack } from '@betahat/linalg/threads';
import type { Ask, PartialObjective, RequestOf } from '@betahat/optimizers';
import { minimumNorm } from '../minimum-norm.ts';
import { compositeObjective } from '../objective/composite-objective.ts';
import { keptOf } from '../objective/kept.ts';
import { linearObjective } from '../objective/linear-objective.ts';
import type { LinearProblem } from '../objective/problem.ts';
import { separationOf } from '../separation/separation-of.ts';
import type { ProblemData, Question, Reply, WorkerAnswer } from './messages.ts';
import { problemOf } from './problem-data.ts';
import { sharedObjective } from './shared-objective.ts';

/** What one fit needs of its data. */
interface Opened {
  readonly problem: LinearProblem;
  readonly objective: PartialObjective;
  readonly passes: () => number;
  /** Why there are fewer threads than asked for. */
  readonly reason: () => string | null;
}

const opened = (data: ProblemData, composite: boolean, threads: number): Opened => {
  const problem = problemOf(data);
  const reads = { total: 0, share: 1 };
  const shared = threads > 1 ? sharedObjective(problem, data, threads, reads) : null;
  const reason = shared?.reason ?? (() => null);
  if (!composite) {
    const objective = shared ?? linearObjective(problem, reads);
    return { problem, objective, passes: objective.passes, reason };
  }
  const { smooth, gap, passes } =
    shared === null
      ? compositeObjective(problem, reads)
      : compositeObjective(problem, reads, keptOf(0), shared);
  return { problem, objective: { ...smooth, gap: gap! }, passes, reason };
};

/** The worker's side of a fit: holds the data and the linear objective, and answers one question at a time. */
export const server = (): ((question: Question) => Reply) => {
  let fit: Opened | null = null;
  const samples: PartialObjective[] = [];
  const memories: Memories = new Map();

  const asked = (sample: number, request: RequestOf<Ask>): WorkerAnswer => {
    const objective = sample < 0 ? fit!.objective : samples[sample];
    const ability = objective[request.ask] as ((request: RequestOf<Ask>) => unknown) | undefined;
    // Only what the objective can answer is asked, or may be left unanswered.
    if (ability === undefined) return null;
    const answer = ability(request);
    if (request.ask !== 'subsample') return answer as WorkerAnswer;
    const made = answer as PartialObjective & { readonly share: number };
    samples.push(made);
    return { sample: samples.length - 1, dimension: made.dimension, share: made.share };
  };

  const answered = (question: Question): WorkerAnswer => {
    if (question.kind === 'open') {
      useEngine(question.engine);
      receive(question.memories, memories);
      const data = unpack(question.packed, memories) as ProblemData;
      fit = opened(data, question.composite, question.threads);
      return null;
    }
    if (question.kind === 'request') return asked(question.sample, question.request);
    if (question.kind === 'threads') return { reason: fit!.reason() };
    if (question.kind === 'minimumNorm') return minimumNorm(fit!.problem, question.x);
    if (question.kind === 'separation') return separationOf(fit!.problem, question.end);
    // Shared memory stays for the next fit, which may use it again.
    fit = null;
    samples.length = 0;
    return null;
  };

  return (question) => {
    try {
      const answer = answered(question);
      return { answer, passes: fit?.passes() ?? 0 };
    } catch (error) {
      return { error };
    }
  };
};
