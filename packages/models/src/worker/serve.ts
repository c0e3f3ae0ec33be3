import { useEngine } from '@betahat/linalg';
import { binaryCrossEntropyBlock, categoricalCrossEntropyBlock } from '@betahat/losses/simd';
import type { Ask, PartialObjective, RequestOf } from '@betahat/optimizers';
import { minimumNorm } from '../minimum-norm.ts';
import { compositeObjective } from '../objective/composite-objective.ts';
import { linearObjective } from '../objective/linear-objective.ts';
import type { LinearProblem } from '../objective/problem.ts';
import { targetedLoss } from '../objective/targeted-loss.ts';
import { separationOf } from '../separation/separation-of.ts';
import type { ProblemData, Question, Reply, WorkerAnswer } from './messages.ts';

const problemOf = (data: ProblemData): LinearProblem => {
  const { targets, targetWidth, weights, outputs, ...rest } = data;
  const loss =
    outputs === 1
      ? targetedLoss(binaryCrossEntropyBlock, targets as Float64Array, targetWidth, weights)
      : targetedLoss(categoricalCrossEntropyBlock(outputs), targets, targetWidth, weights);
  return { ...rest, outputs, loss };
};

/** What one fit needs of its data. */
interface Opened {
  readonly problem: LinearProblem;
  readonly objective: PartialObjective;
  readonly passes: () => number;
}

const opened = (data: ProblemData, composite: boolean): Opened => {
  const problem = problemOf(data);
  if (!composite) {
    const objective = linearObjective(problem);
    return { problem, objective, passes: objective.passes };
  }
  const { smooth, gap, passes } = compositeObjective(problem);
  return { problem, objective: { ...smooth, gap: gap! }, passes };
};

/** The worker's side of a fit: holds the data and the linear objective, and answers one question at a time. */
export const server = (): ((question: Question) => Reply) => {
  let fit: Opened | null = null;
  const samples: PartialObjective[] = [];

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
      fit = opened(question.data, question.composite);
      return null;
    }
    if (question.kind === 'request') return asked(question.sample, question.request);
    if (question.kind === 'minimumNorm') return minimumNorm(fit!.problem, question.x);
    return separationOf(fit!.problem, question.end);
  };

  return (question) => {
    try {
      const answer = answered(question);
      return { answer, passes: fit!.passes() };
    } catch (error) {
      return { error };
    }
  };
};
