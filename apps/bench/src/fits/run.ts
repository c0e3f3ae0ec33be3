import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../median.ts';
import { fitByDefault } from './by-default.ts';
import { coldFit } from './cold.ts';
import { betahat, betahatOnThreads } from './contenders/betahat.ts';
import { peersFor } from './contenders/peers.ts';
import { isPlain, plainLbfgs } from './contenders/plain-lbfgs.ts';
import { type Programs, rivalsFor } from './contenders/rivals.ts';
import { type Effort, measure, type Standing } from './measure.ts';
import { oneRead } from './one-read.ts';
import { optimumOf, optimumPenalisingIntercept } from './optimum.ts';
import { bytesOf, outputsOf, type Problem } from './problem.ts';
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

/** Multiply-adds of one read from which ours takes part with several threads too. */
const WORTH_THREADS = 1e7;

/** Ours first, the faster of its ways before the other. */
const inOrder = (standings: readonly Standing[]): Standing[] => {
  const ours = standings.filter(({ language }) => language === 'ours');
  const time = ({ rounds }: Standing) =>
    rounds.length > 0 ? median(rounds) : Number.POSITIVE_INFINITY;
  ours.sort((a, b) => time(a) - time(b));
  return [...ours, ...standings.filter(({ language }) => language !== 'ours')];
};

const contendersFor = (problem: Problem, { peers, programs }: Field, at: string) => {
  const threads = availableParallelism() > 1 ? [1, availableParallelism()] : [1];
  const { rows, cols } = problem.X;
  const read = (bytesOf(problem.X) / 8) * outputsOf(problem);
  const isLarge = read >= WORTH_THREADS && problem.penalties.length === 1;
  return [
    betahat,
    ...(isLarge ? threads.slice(1).map(betahatOnThreads) : []),
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
    const standings = inOrder(await measure(problem, contenders, { free, penalised }, effort, say));
    const { solver, gap, converged } = fitByDefault(problem, free);
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
        solver === 'sampledMetric' ? sampleWork(problem, standings[0]!.tolerance ?? 1e-10) : null,
      standings,
    };
    return {
      ...measured,
      optimum: free.values,
      certainty: Math.max(free.certainty, penalised?.certainty ?? 0),
      solver,
      defaults: { gap, converged },
      cold: coldFit(at, standings[0]!.tolerance ?? 1e-10),
      verdicts: verdictsOf(measured, bandwidth),
    };
  } finally {
    rmSync(at, { recursive: true, force: true });
  }
};
