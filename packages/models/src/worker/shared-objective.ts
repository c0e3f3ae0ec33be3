import { rowParts, type ThreadPool, threadPool } from '@betahat/linalg/threads';
import {
  type LinearObjective,
  linearObjective,
  type Reads,
} from '../objective/linear-objective.ts';
import type { LinearProblem } from '../objective/problem.ts';
import type { ProblemData } from './messages.ts';
import { type PartRequest, type PartTask, partJobs, withVectors } from './part-jobs.ts';
import { partsWorker } from './start-parts-worker.ts';

/** Kept from fit to fit, as a worker may serve more than one. */
let pool: ThreadPool<typeof partJobs> | null = null;
let fits = 0;

const poolOf = (threads: number): ThreadPool<typeof partJobs> => {
  if (pool?.threads === threads) return pool;
  pool?.close();
  pool = threadPool({ worker: partsWorker, jobs: partJobs, threads });
  return pool;
};

/** Numbers of an answer, beside the reads and the scalar. */
const lengthOf = (request: PartRequest, dimension: number): number => {
  if (request.ask === 'along') return 1;
  if (request.ask === 'evaluate') return request.want === 'value' ? 0 : dimension;
  if (request.ask === 'hessianVector' || request.want === 'diagonal') return dimension;
  return (request.columns?.length ?? dimension) ** 2;
};

export interface SharedObjective extends LinearObjective {
  /** Why fewer threads are at work than were asked for; null where there are as many. */
  readonly reason: () => string | null;
}

/**
 * The linear objective with its rows cut into a range for each thread. What is a sum over rows is asked
 * of all ranges and added in their order, so that the same thread count gives the same bits; the rest
 * (samples, product forms, bounds) is read on this thread.
 *
 * @param data the problem with its numbers in shared memory
 */
export const sharedObjective = (
  problem: LinearProblem,
  data: ProblemData,
  threads: number,
  reads: Reads = { total: 0, share: 1 },
): SharedObjective => {
  const whole = linearObjective(problem, reads);
  const { dimension } = whole;
  const cuts = rowParts(problem.X, threads);
  const fit = ++fits;
  const outs = new Map<number, Float64Array[]>();

  const outFor = (length: number): Float64Array[] => {
    const known = outs.get(length);
    if (known !== undefined) return known;
    const made = Array.from(
      { length: threads },
      () => new Float64Array(new SharedArrayBuffer(8 * (length + 2))) as unknown as Float64Array,
    );
    outs.set(length, made);
    return made;
  };

  const vectors = new Map<string, Float64Array>();

  /** The request with its vectors in shared memory, where they are not copied for each part and thread. */
  const shared = ({ of: _, ...request }: PartRequest): PartRequest =>
    withVectors(request as PartRequest, (given, name) => {
      let vector = vectors.get(name);
      if (vector?.length !== given.length) {
        vector = new Float64Array(new SharedArrayBuffer(given.byteLength));
        vectors.set(name, vector);
      }
      vector.set(given);
      return vector;
    });

  /** The sum of the parts' answers: its scalar, then its numbers, in fresh memory. */
  const summed = (asked: PartRequest): { scalar: number; rest: Float64Array } => {
    const request = shared(asked);
    const length = lengthOf(request, dimension);
    const out = outFor(length);
    const tasks: PartTask[] = out.map((numbers, part) => ({
      ...{ fit, part, from: cuts[part], to: cuts[part + 1], share: 1 / threads },
      ...{ data, request, out: numbers },
    }));
    poolOf(threads).run('answer', tasks);
    const rest = new Float64Array(length);
    let scalar = 0;
    for (const [part, numbers] of out.entries()) {
      const share = (cuts[part + 1] - cuts[part]) / problem.X.rows;
      reads.total += numbers[0] * share;
      scalar += numbers[1];
      for (let i = 0; i < length; i++) rest[i] += numbers[i + 2];
    }
    return { scalar, rest };
  };

  return {
    ...whole,
    evaluate: (request) => {
      const { scalar, rest } = summed(request);
      return { value: scalar, gradient: rest };
    },
    along: (request) => {
      const { scalar, rest } = summed(request);
      return { value: scalar, slope: rest[0] };
    },
    hessianVector: (request) => summed(request).rest,
    curvature: (request) => {
      const { rest } = summed(request);
      if (request.want === 'diagonal') return rest;
      const size = request.columns?.length ?? dimension;
      return { kind: 'dense', rows: size, cols: size, data: rest };
    },
    reason: () => poolOf(threads).report().reason,
  };
};
