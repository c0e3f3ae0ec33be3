import { aligned } from '../aligned.ts';
import { digits, scientific } from '../cells.ts';
import type { ByDefault } from '../fits/by-default.ts';
import { described, type Machine } from '../machine.ts';

/** Every fit at default options must come so close to the optimum, relative, and say that it converged. */
export const MOST_GAP = 1e-8;

/** One workload: its fit, or why there is none. */
export interface Row {
  readonly name: string;
  readonly found: ByDefault | null;
  /** How sure the optimum is, relative. */
  readonly certainty: number;
  readonly error: string | null;
}

/** results/defaults.json. */
export interface Defaults {
  readonly machine: Machine;
  readonly load: number;
  readonly commit: string;
  readonly bound: number;
  readonly rows: readonly Row[];
}

/**
 * Why a fit falls short; null where it does not. A gap that is no number falls short too, and one from
 * an optimum that is not known a hundred times better says nothing.
 */
export const shortfall = ({ found, certainty, error }: Row): string | null => {
  if (found === null) return error ?? 'no fit';
  if (!(certainty <= MOST_GAP / 100)) return 'the optimum is not known well enough';
  if (!(found.gap <= MOST_GAP)) return `gap over ${MOST_GAP}`;
  return found.converged ? null : 'not converged';
};

const cells = (row: Row): string[] => {
  const { name, found, certainty } = row;
  const short = shortfall(row);
  const verdict = short === null ? 'yes' : `**no: ${short}**`;
  if (found === null) return [name, '', '', '', '', '', '', verdict];
  return [
    name,
    found.solver,
    found.converged ? 'yes' : 'no',
    scientific(Math.max(found.gap, 0)),
    scientific(found.certificate),
    scientific(certainty),
    digits(found.seconds),
    verdict,
  ];
};

/** The results as Markdown. */
export const markdown = ({ machine, load, commit, bound, rows }: Defaults): string => {
  const short = rows.filter((row) => shortfall(row) !== null);
  return [
    '# Default options',
    '',
    `Every workload fitted with no option set but its penalty: the relative distance from the optimum (at most ${bound}) and whether the report says converged. The certificate is the bound that the fit itself reports.`,
    '',
    `- ${described(machine, load)}. Commit ${commit}.`,
    `- ${rows.length - short.length} of ${rows.length} workloads hold.`,
    '',
    ...aligned([
      [
        'workload',
        'solver',
        'converged',
        'gap',
        'certificate',
        'optimum known to',
        'seconds',
        'holds',
      ],
      ...rows.map(cells),
    ]),
    '',
    'Of a path, the solver of its last fit and the largest gap and certificate of all. A gap below what the optimum is known to says no more than that. Seconds: the first fit of each in one process, for the order of magnitude.',
    '',
  ].join('\n');
};
