import type {
  AsyncComposite,
  AsyncObjective,
  PartialObjective,
  Request,
  SeparablePenalty,
} from '@betahat/optimizers';
import type { LinearAsk } from '../objective/linear-objective.ts';
import type { Question, SampleHandle, WorkerAnswer } from './messages.ts';

/** Puts a question to a worker. */
export type Call = (question: Question) => Promise<WorkerAnswer>;

/** What can be asked from another thread: not for functions. */
export type RemoteAsk = Exclude<LinearAsk, 'terms'>;

/** All that a linear objective answers. Of this form, one that is left out does not compile. */
const ASKS: Readonly<Record<RemoteAsk, true>> = {
  evaluate: true,
  curvature: true,
  hessianVector: true,
  along: true,
  arrow: true,
  kronecker: true,
  drift: true,
  blocks: true,
  subsample: true,
  batch: true,
  shape: true,
  gap: true,
};

/** The linear objective that a worker holds, or a sample of it. */
export const remoteObjective = (
  call: Call,
  dimension: number,
  sample = -1,
): AsyncObjective<RemoteAsk> => {
  const objective: Record<string, unknown> = { dimension };
  for (const ask of Object.keys(ASKS)) {
    objective[ask] = async ({ of: _, ...request }: Request) => {
      const answer = await call({ kind: 'request', sample, request });
      return ask === 'subsample' ? remoteSample(call, answer as SampleHandle) : answer;
    };
  }
  return objective as unknown as AsyncObjective<RemoteAsk>;
};

const remoteSample = (call: Call, { sample, dimension, share }: SampleHandle): PartialObjective =>
  ({ ...remoteObjective(call, dimension, sample), share }) as PartialObjective;

/** The same with an L1 penalty, which stays on the caller's side: it needs no data. */
export const remoteComposite = (
  call: Call,
  dimension: number,
  penalty: SeparablePenalty,
): AsyncComposite<RemoteAsk> => ({
  dimension,
  smooth: remoteObjective(call, dimension),
  penalty,
  gap: (request) => call({ kind: 'request', sample: -1, request }) as Promise<number>,
});
