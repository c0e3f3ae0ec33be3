import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { machine } from '../machine.ts';
import { installPeers } from '../peers.ts';
import { commit } from '../programs.ts';
import { asJson, readResult, writeResults } from '../results.ts';
import { loadings } from '../use/loading.ts';
import { OURS, PEERS } from '../use/packages.ts';
import { predictions } from '../use/prediction.ts';
import { sizes } from '../use/sizes.ts';
import { readBandwidth } from './bandwidth.ts';
import { type Choice, choose } from './choose.ts';
import { findPrograms } from './contenders/rivals.ts';
import type { Effort } from './measure.ts';
import { updateReadme } from './readme.ts';
import { type Measurements, merged, type Report, type Result, type Run } from './report.ts';
import { runWorkload } from './run.ts';
import { markdown } from './table.ts';
import { all } from './workloads/all.ts';

const HELP = `npm run bench -- [--python] [--no-peers] [--quick] [--only WORD[,WORD]] [--keep] [--limit SECONDS]
  JavaScript peers take part where the workload is small; the first run installs them (apps/bench/peers).
  --python         with scikit-learn, PyTorch, optax, statsmodels and LIBLINEAR where Python has them
                   (BETAHAT_PYTHON names it), and glmnet where R has it (BETAHAT_RSCRIPT)
  --no-peers       without the JavaScript peers
  --quick          only the small workloads
  --only WORDS     only the workloads of these families, or with these words in their name; also prediction,
                   loading, size
  --keep           put the results into results/fits.json and the README, in the place of those of the same
                   workloads: for a whole run in parts (a run without --quick and --only does that by itself)
  --limit SECONDS  that a contender has to find its tolerance (60)

npm run bench -- readme:         writes the table of the README and results/fits.md from results/fits.json
npm run bench -- kernels --help: products, losses and elementary functions instead of fits
npm run bench -- growth --help:  time against rows, columns and classes
npm run bench -- defaults --help: how close default options come to the optimum, on every workload
`;

const options = {
  python: { type: 'boolean', default: false },
  peers: { type: 'boolean', default: true },
  quick: { type: 'boolean', default: false },
  only: { type: 'string', default: '' },
  keep: { type: 'boolean', default: false },
  limit: { type: 'string', default: '60' },
  help: { type: 'boolean', default: false },
} as const;

const parse = (args: readonly string[]) =>
  parseArgs({ args: [...args], allowNegative: true, options }).values;

/** Versions of the peers; where they cannot be installed, the tables have the error of each. */
const peerVersions = (): Readonly<Record<string, string>> => {
  try {
    return installPeers();
  } catch (error) {
    process.stderr.write(`the JavaScript peers cannot be installed: ${error}\n`);
    return {};
  }
};

/** Measures what is chosen; `done` gets all that is measured so far, after each part. */
const measureAll = async (
  values: ReturnType<typeof parse>,
  { workloads, others }: Choice,
  done: (run: Run, found: Measurements) => void,
): Promise<void> => {
  const load = loadavg()[0]!;
  const programs = values.python ? findPrograms() : null;
  if (programs !== null && programs.python === null && programs.r === null)
    throw new Error('--python: neither a Python with scikit-learn nor an R with glmnet is here');
  const effort: Effort = {
    rounds: 7,
    limitMs: 1000 * Number(values.limit),
    sampleMs: 20,
    warmMs: 400,
  };
  const run: Run = {
    machine: machine(),
    load,
    versions: { ...(values.peers ? peerVersions() : {}), ...programs?.versions },
    commit: commit(),
    bandwidth: readBandwidth(),
    rounds: effort.rounds,
    limit: Number(values.limit),
  };
  const name = run.machine.date;
  let found: Measurements = { results: [], prediction: null, loading: null, sizes: null };
  const add = (part: Partial<Measurements>) => {
    found = { ...found, ...part };
    done(run, found);
    globalThis.gc?.();
  };
  const field = { peers: values.peers, programs };
  for (const workload of workloads) {
    const result: Result = {
      run: name,
      ...(await runWorkload(workload, field, effort, run.bandwidth)),
    };
    add({ results: [...found.results, result] });
  }
  const python = programs?.python ?? null;
  const packages = values.peers ? [...OURS, ...PEERS] : OURS;
  if (others.includes('prediction'))
    add({ prediction: { run: name, rows: await predictions(python) } });
  if (others.includes('loading'))
    // One import serves both models.
    add({ loading: { run: name, rows: loadings(packages.slice(1), python?.command ?? null) } });
  if (others.includes('size')) add({ sizes: { run: name, rows: await sizes(packages) } });
};

const refuse = (text: string) => {
  process.stderr.write(`${text}\n`);
  process.exitCode = 2;
};

/** The fits of the models against others, to a common gap. */
export const fits = async (args: readonly string[]): Promise<void> => {
  const values = parse(args);
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  if (!(Number(values.limit) > 0))
    return refuse(`--limit must be a positive number of seconds, got "${values.limit}"`);
  const chosen = choose(values.quick, values.only);
  if (chosen.workloads.length + chosen.others.length === 0)
    return refuse(`no workload is of a family "${values.only}" or has that in its name`);
  // A part of the workloads must not take the place of all.
  const whole = !values.quick && values.only === '';
  const file = whole || values.keep ? 'fits' : 'fits-part';
  const before = file === 'fits' ? readResult<Report>('fits') : null;
  const order = all().map(({ name }) => name);
  let table = '';
  let places = '';
  await measureAll(values, chosen, (run, found) => {
    const report = merged(before, run, found, order);
    table = markdown(report);
    places = writeResults(file, { json: asJson(report), md: table });
    if (file === 'fits') updateReadme(report);
  });
  process.stdout.write(`${table}\nAlso in ${places}\n`);
};
