import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { fitByDefault } from '../fits/by-default.ts';
import { chosen } from '../fits/choose.ts';
import { optimumOf } from '../fits/optimum.ts';
import type { Workload } from '../fits/workloads/all.ts';
import { machine } from '../machine.ts';
import { commit } from '../programs.ts';
import { asJson, writeResults } from '../results.ts';
import { more } from './more.ts';
import { type Defaults, MOST_GAP, markdown, type Row, shortfall } from './table.ts';

const HELP = `npm run bench -- defaults [--quick] [--only WORD[,WORD]]
  Fits every workload, and some whose speed is not measured, at default options, writes results/defaults.md and .json, and exits with 1 where a fit
  is further than ${MOST_GAP} (relative) from the optimum or does not say that it converged. About five minutes.
  --quick       only the small workloads
  --only WORDS  only the workloads of these families, or with these words in their name
                (both write defaults-part)
`;

/** One workload at default options. */
export const rowOf = ({ name, make }: Pick<Workload, 'name' | 'make'>): Row => {
  try {
    const problem = make();
    const optimum = optimumOf(problem);
    const found = fitByDefault(problem, optimum);
    return { name, found, certainty: optimum.certainty, error: null };
  } catch (error) {
    return { name, found: null, certainty: Number.NaN, error: String(error) };
  }
};

/** Whether a fit without options gets to the optimum, on every workload. */
export const defaults = (args: readonly string[]): void => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const workloads = chosen(values.quick, values.only, more());
  if (workloads.length === 0) {
    process.stderr.write(`no workload is of a family "${values.only}" or has that in its name\n`);
    process.exitCode = 2;
    return;
  }
  const [where, load, of] = [machine(), loadavg()[0]!, commit()];
  const rows: Row[] = [];
  for (const workload of workloads) {
    const row = rowOf(workload);
    rows.push(row);
    const { found } = row;
    const said = found === null ? '' : `${found.solver}, gap ${found.gap.toExponential(1)}`;
    process.stderr.write(`${row.name}: ${said} ${shortfall(row) ?? 'holds'}\n`);
    globalThis.gc?.();
  }
  const measured: Defaults = { machine: where, load, commit: of, bound: MOST_GAP, rows };
  // A part must not take the place of all.
  const file = values.quick || values.only !== '' ? 'defaults-part' : 'defaults';
  const text = markdown(measured);
  const places = writeResults(file, { json: asJson(measured), md: text });
  process.stdout.write(`${text}\nAlso in ${places}\n`);
  if (rows.some((row) => shortfall(row) !== null)) process.exitCode = 1;
};
