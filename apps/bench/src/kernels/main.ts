import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { useEngine } from '@betahat/linalg';
import { machine } from '../machine.ts';
import { asJson, writeResults } from '../results.ts';
import { allCases } from './cases/all.ts';
import { contest } from './contest.ts';
import { loadPeers } from './peers.ts';
import { startPython } from './python.ts';
import { markdown, type Report } from './table.ts';

const HELP = `npm run bench -- kernels [--python] [--peers] [--quick] [--only WORD]
  --python     with scikit-learn, SciPy, NumPy and PyTorch, on one thread
  --peers      with ml-matrix, numpy-ts, jax-js and tfjs (installs them into apps/bench/peers)
  --quick      a hundredth of the rows, three rounds: whether it runs, not how fast
  --only WORD  only cases whose group or name has this word
`;

/** The kernels of linalg and losses against others and against what the machine can do. */
export const kernels = async (args: readonly string[]): Promise<void> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      python: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const load = loadavg()[0]!;
  const chosen = allCases(values.quick).filter(
    ({ group, name }) => group.includes(values.only) || name.includes(values.only),
  );
  if (chosen.length === 0) {
    process.stderr.write(`no case has "${values.only}" in its group or name\n`);
    process.exitCode = 2;
    return;
  }
  const effort = values.quick
    ? { rounds: 3, sampleMs: 1, warmMs: 20 }
    : { rounds: 9, sampleMs: 40, warmMs: 400 };
  const peers = values.peers ? await loadPeers() : [];
  const python = values.python ? await startPython() : null;
  const cases: Report['cases'][number][] = [];
  try {
    for (const { name, prepare } of chosen) {
      process.stderr.write(`${name} …\n`);
      cases.push(await contest(name, await prepare({ python, peers }), effort));
      await python?.forget();
      globalThis.gc?.();
    }
  } finally {
    python?.close();
  }
  const report: Report = {
    machine: machine(),
    versions: {
      ...python?.versions,
      ...Object.fromEntries(peers.map(({ name, version }) => [name, version])),
    },
    engine: useEngine(),
    load,
    quick: values.quick,
    rounds: effort.rounds,
    cases,
  };
  const table = markdown(report);
  // A part of the cases must not take the place of all.
  const file = values.quick || values.only !== '' ? 'kernels-part' : 'kernels';
  const places = writeResults(file, { json: asJson(report), md: table });
  process.stdout.write(`${table}\nAlso in ${places}\n`);
};
