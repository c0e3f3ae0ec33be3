import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { coldFit } from './cold.ts';
import { betahat, fitOurs } from './contenders/betahat.ts';
import { peersFor } from './contenders/peers.ts';
import { isPlain, plainLbfgs } from './contenders/plain-lbfgs.ts';
import { type Programs, rivalsFor } from './contenders/rivals.ts';
import { type Effort, gapOf, measure } from './measure.ts';
import { oneRead } from './one-read.ts';
import { optimumOf, optimumPenalisingIntercept } from './optimum.ts';
import { bytesOf, type Problem } from './problem.ts';
import { writeProblem } from './problem-files.ts';
import type { Result } from './report.ts';
import { sampleWork } from './sample-work.ts';
import { verdictsOf } from './verdicts.ts';
import type { Workload } from './workloads/all.ts';

/** Who takes part beside ours. */
export interface Field {
  readonly peers: boolean;
  readonly programs: Programs | null;
}

/** Entries of a matrix up to which the yardstick takes part: above it takes minutes. */
const PLAIN_LIMIT = 5e6;

const contendersFor = (problem: Problem, { peers, programs }: Field, at: string) => {
  const threads = availableParallelism() > 1 ? [1, availableParallelism()] : [1];
  const { rows, cols } = problem.X;
  return [
    betahat,
    ...(isPlain(problem) && rows * cols <= PLAIN_LIMIT ? [plainLbfgs] : []),
    ...(peers ? peersFor(problem, at) : []),
    ...(programs === null ? [] : rivalsFor(programs, problem, at, threads)),
  ];
};

/** Measures one workload. */
export const runWorkload = async (
  workload: Workload,
  field: Field,
  effort: Effort,
  bandwidth: number,
): Promise<Omit<Result, 'run'>> => {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  say(`${workload.name} …`);
  const problem = workload.make();
  const at = mkdtempSync(join(tmpdir(), 'betahat-bench-'));
  try {
    writeProblem(at, problem);
    const contenders = contendersFor(problem, field, at);
    const free = optimumOf(problem);
    const penalised = contenders.some(({ penalisesIntercept }) => penalisesIntercept)
      ? optimumPenalisingIntercept(problem)
      : null;
    const standings = await measure(problem, contenders, { free, penalised }, effort, say);
    const byDefault = fitOurs(problem);
    const measured = {
      name: problem.name,
      family: problem.family,
      classes: problem.classes,
      dense: problem.X.kind === 'dense',
      bytes: bytesOf(problem.X),
      rows: problem.X.rows,
      cols: problem.X.cols,
      readMs: oneRead(problem),
      sampleMs:
        byDefault.solver === 'sampledMetric'
          ? sampleWork(problem, standings[0]!.tolerance ?? 1e-10)
          : null,
      standings,
    };
    return {
      ...measured,
      optimum: free.values,
      certainty: Math.max(free.certainty, penalised?.certainty ?? 0),
      solver: byDefault.solver,
      defaults: { gap: gapOf(problem, byDefault, free), converged: byDefault.converged },
      cold: coldFit(at, standings[0]!.tolerance ?? 1e-10),
      verdicts: verdictsOf(measured, bandwidth),
    };
  } finally {
    rmSync(at, { recursive: true, force: true });
  }
};
