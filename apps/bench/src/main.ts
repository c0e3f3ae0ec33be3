import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { betahat } from './contenders/betahat.ts';
import { plainLbfgs } from './contenders/plain-lbfgs.ts';
import { kernels } from './kernels/main.ts';
import { machine } from './machine.ts';
import { measure } from './measure.ts';
import { markdown } from './table.ts';
import { gaussian } from './workloads/gaussian.ts';
import { notebookSized } from './workloads/notebook.ts';
import { tables } from './workloads/tables.ts';

const HELP = `npm run bench -- [--quick] [--only WORD]
  --quick      leave out the workloads of 100 000 rows
  --only WORD  only workloads whose name has this word

npm run bench -- kernels --help: products, losses and elementary functions instead of fits
`;

const [first, ...rest] = process.argv.slice(2);
const { values } = parseArgs({
  args: first === 'kernels' ? [] : process.argv.slice(2),
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
});

const run = () => {
  const where = machine();
  process.stdout.write(`${JSON.stringify(where, null, 2)}\n\n`);
  const large = () => [gaussian(100_000, 50, 0), gaussian(100_000, 50, 0.9)];
  const chosen = [...notebookSized(), ...tables(), ...(values.quick ? [] : large())].filter(
    ({ name }) => name.includes(values.only),
  );
  if (chosen.length === 0) {
    process.stderr.write(`no workload has "${values.only}" in its name\n`);
    process.exitCode = 2;
    return;
  }
  const results = chosen.map((problem) => {
    process.stderr.write(`${problem.name} …\n`);
    return measure(problem, [betahat, plainLbfgs]);
  });
  const table = markdown(where, results);
  const folder = fileURLToPath(new URL('../results/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    `${folder}latest.json`,
    `${JSON.stringify({ machine: where, results }, null, 2)}\n`,
  );
  writeFileSync(`${folder}latest.md`, table);
  process.stdout.write(`${table}\nAlso in apps/bench/results: latest.json, latest.md\n`);
};

if (first === 'kernels') await kernels(rest);
else if (values.help) process.stdout.write(HELP);
else run();
