import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { folder } from '../folder.ts';
import { machine } from '../machine.ts';
import { readBandwidth } from './bandwidth.ts';
import { coldFit } from './cold.ts';
import { betahat, fitOurs } from './contenders/betahat.ts';
import { isPlain, plainLbfgs } from './contenders/plain-lbfgs.ts';
import { findPrograms, type Programs, rivalsFor } from './contenders/rivals.ts';
import { type Effort, gapOf, measure } from './measure.ts';
import { oneRead } from './one-read.ts';
import { optimumOf, optimumPenalisingIntercept } from './optimum.ts';
import { bytesOf, type Problem } from './problem.ts';
import { writeProblem } from './problem-files.ts';
import { sampleWork } from './sample-work.ts';
import { markdown, type Result } from './table.ts';
import { overall, verdictsOf } from './verdicts.ts';
import { all, small, type Workload } from './workloads/all.ts';

const HELP = `npm run bench -- [--python] [--quick] [--only WORD] [--limit SECONDS]
  --python         with scikit-learn, PyTorch, optax, statsmodels and LIBLINEAR where Python has them
                   (BETAHAT_PYTHON names it), and glmnet where R has it (BETAHAT_RSCRIPT)
  --quick          only the small workloads
  --only WORD      only workloads whose name or family has this word
  --limit SECONDS  that a contender has to find its tolerance (60)

npm run bench -- kernels --help: products, losses and elementary functions instead of fits
npm run bench -- growth --help:  time against rows, columns and classes
`;

/** Entries of a matrix up to which the yardstick takes part: above it takes minutes. */
const PLAIN_LIMIT = 5e6;

const contendersFor = (problem: Problem, programs: Programs | null, at: string) => {
  const threads = availableParallelism() > 1 ? [1, availableParallelism()] : [1];
  const { rows, cols } = problem.X;
  return [
    betahat,
    ...(isPlain(problem) && rows * cols <= PLAIN_LIMIT ? [plainLbfgs] : []),
    ...(programs === null ? [] : rivalsFor(programs, problem, at, threads)),
  ];
};

const run = async (
  workload: Workload,
  programs: Programs | null,
  effort: Effort,
  bandwidth: number,
): Promise<Result> => {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  say(`${workload.name} …`);
  const problem = workload.make();
  const at = mkdtempSync(join(tmpdir(), 'betahat-bench-'));
  try {
    writeProblem(at, problem);
    const contenders = contendersFor(problem, programs, at);
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

/** The fits of the models against others, to a common gap. */
export const fits = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      python: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      limit: { type: 'string', default: '60' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const limit = Number(values.limit);
  if (!(limit > 0)) {
    process.stderr.write(`--limit must be a positive number of seconds, got "${values.limit}"\n`);
    process.exitCode = 2;
    return;
  }
  const load = loadavg()[0]!;
  const chosen = (values.quick ? small() : all()).filter(
    ({ name, family }) => name.includes(values.only) || family.includes(values.only),
  );
  if (chosen.length === 0) {
    process.stderr.write(`no workload has "${values.only}" in its name or family\n`);
    process.exitCode = 2;
    return;
  }
  const programs = values.python ? findPrograms() : null;
  if (programs !== null && programs.python === null && programs.r === null)
    throw new Error('--python: neither a Python with scikit-learn nor an R with glmnet is here');
  const bandwidth = readBandwidth();
  const effort: Effort = { rounds: 7, limitMs: 1000 * limit, sampleMs: 20, warmMs: 400 };
  const results: Result[] = [];
  for (const workload of chosen) {
    results.push(await run(workload, programs, effort, bandwidth));
    globalThis.gc?.();
  }
  const report = {
    machine: machine(),
    load,
    bandwidth,
    rounds: effort.rounds,
    results,
    overall: overall(results),
  };
  const table = markdown(report);
  const into = folder('results');
  mkdirSync(into, { recursive: true });
  // A part of the workloads must not take the place of all.
  const file = values.quick || values.only !== '' ? 'fits-part' : 'fits';
  writeFileSync(`${into}${file}.json`, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(`${into}${file}.md`, table);
  process.stdout.write(`${table}\nAlso in apps/bench/results: ${file}.json, ${file}.md\n`);
};
