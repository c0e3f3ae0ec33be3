import { join } from 'node:path';
import { folder } from '../../folder.ts';
import { type Contender, ladder } from '../contender.ts';
import type { Problem } from '../problem.ts';
import { isPlain } from './plain-lbfgs.ts';
import { programContender, type Solver } from './program.ts';

const threaded = false;
const REST = 'one class against the rest, another objective than softmax';

/** Libraries of JavaScript, each with the best settings found for it: peers/fits has one file for each. */
const SOLVERS: readonly (Solver & { readonly softmaxNote?: string })[] = [
  { name: 'ml-matrix, IRLS by hand', solver: 'ml-matrix-irls', ladder: ladder(0, 9), threaded },
  { name: 'numpy-ts, IRLS by hand', solver: 'numpy-ts-irls', ladder: ladder(0, 9), threaded },
  { name: 'jax-js, Adam', solver: 'jax-js-adam', ladder: ladder(1, 8), threaded },
  { name: 'tfjs (wasm, float32), Adam', solver: 'tfjs-adam', ladder: ladder(1, 8), threaded },
  {
    name: 'deepbox',
    solver: 'deepbox',
    ladder: ladder(1, 9),
    softmaxNote: REST,
    threaded,
  },
  {
    name: 'ml-logistic-regression',
    note: 'no penalty; 1/tolerance steps',
    solver: 'ml-logistic-regression',
    ladder: ladder(1, 5),
    softmaxNote: REST,
    threaded,
  },
  {
    name: 'scikitjs',
    note: 'a softmax of a softmax, another objective; 1/tolerance epochs',
    solver: 'scikitjs',
    ladder: ladder(1, 4),
    threaded,
  },
  {
    name: 'brain.js',
    note: 'squared error, another objective, no penalty; 1/tolerance sweeps',
    solver: 'brain.js',
    ladder: ladder(0, 4),
    threaded,
  },
];

/** Where they take part: elsewhere most of them would only use up their time. */
const WORKLOADS = ['notebook, binary', 'notebook, softmax', 'breast_cancer', 'digits', '100000×50'];

/** The solvers of peers/fits for a problem whose files are in a folder. */
export const peersFor = (problem: Problem, at: string): Contender[] => {
  if (!isPlain(problem) || !WORKLOADS.includes(problem.name)) return [];
  const program = { command: process.execPath, args: [join(folder('peers'), 'fits.mjs')] };
  return SOLVERS.map(({ softmaxNote, ...solver }) => {
    const notes = [problem.classes > 2 ? softmaxNote : undefined, solver.note];
    const note = notes.filter((text) => text !== undefined).join('; ');
    return programContender(
      program,
      'JavaScript',
      note === '' ? solver : { ...solver, note },
      1,
      at,
    );
  });
};
