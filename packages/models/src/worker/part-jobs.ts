import type { DenseMatrix } from '@betahat/linalg';
import type { AnswerOf, RequestOf } from '@betahat/optimizers';
import {
  type LinearObjective,
  linearObjective,
  type Reads,
} from '../objective/linear-objective.ts';
import type { ProblemData } from './messages.ts';
import { partOf, problemOf } from './problem-data.ts';

/** What parts of the rows answer, and add up to the answer for all of them. */
export type PartRequest = RequestOf<'evaluate' | 'hessianVector' | 'curvature' | 'along'>;

export interface PartTask {
  /** The same for all tasks of a fit, and for no other fit. */
  readonly fit: number;
  readonly part: number;
  readonly from: number;
  readonly to: number;
  /** Of the penalty. */
  readonly share: number;
  readonly data: ProblemData;
  /** Its vectors lie in shared memory, where the next request will write its own. */
  readonly request: PartRequest;
  /** Reads of this part, then the numbers of the answer. */
  readonly out: Float64Array;
}

interface Part {
  readonly objective: LinearObjective;
  readonly reads: Reads;
}

/** The parts of the last fit that this thread has met: what they keep of the rows serves the next request. */
let latest: { readonly fit: number; readonly parts: Map<number, Part> } | null = null;

const partFor = ({ fit, part, from, to, share, data }: PartTask): Part => {
  if (latest?.fit !== fit) latest = { fit, parts: new Map() };
  let found = latest.parts.get(part);
  if (found === undefined) {
    const reads = { total: 0, share: 1 };
    found = { objective: linearObjective(problemOf(partOf(data, from, to, share)), reads), reads };
    latest.parts.set(part, found);
  }
  return found;
};

/** An answer as numbers: value and gradient, a product, a matrix or a diagonal, value and slope. */
const numbersOf = (
  objective: LinearObjective,
  request: PartRequest,
): { readonly scalar: number; readonly rest: ArrayLike<number> } => {
  switch (request.ask) {
    case 'evaluate': {
      const { value, gradient } = objective.evaluate(request);
      return { scalar: value, rest: gradient };
    }
    case 'along': {
      const { value, slope } = objective.along(request);
      return { scalar: value, rest: [slope] };
    }
    case 'hessianVector':
      return { scalar: 0, rest: objective.hessianVector(request) };
    case 'curvature': {
      const found: AnswerOf<'curvature'> = objective.curvature(request);
      return { scalar: 0, rest: 'kind' in found ? (found as DenseMatrix).data : found };
    }
  }
};

/** The request with each of its vectors replaced. */
export const withVectors = (
  request: PartRequest,
  replaced: (vector: Float64Array, name: string) => Float64Array,
): PartRequest =>
  Object.fromEntries(
    Object.entries(request).map(([name, given]) => [
      name,
      given instanceof Float64Array ? replaced(given, name) : given,
    ]),
  ) as PartRequest;

/** The request with vectors of its own: what an objective keeps of them must not change. */
const owned = (request: PartRequest): PartRequest =>
  withVectors(request, (vector) => vector.slice());

/** The jobs of the threads that share a fit. */
export const partJobs = {
  answer: (task: PartTask): void => {
    const { objective, reads } = partFor(task);
    const before = reads.total;
    const { scalar, rest } = numbersOf(objective, owned(task.request));
    task.out[0] = reads.total - before;
    task.out[1] = scalar;
    task.out.set(rest, 2);
  },
};
