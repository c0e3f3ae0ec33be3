import { join } from 'node:path';
import type { Program } from '../../conversation.ts';
import { folder } from '../../folder.ts';
import { findPython, findR, pythonVersions, rVersion } from '../../programs.ts';
import { type Contender, ladder } from '../contender.ts';
import type { Family, Problem } from '../problem.ts';
import { programContender, type Solver } from './program.ts';

const threaded = true;
const halves = true;

const sklearn = (solver: string, from: number, to: number, half = false): Solver => ({
  name: `scikit-learn ${solver}`,
  solver: `sklearn-${solver}`,
  ladder: ladder(from, to, half),
  threaded: solver !== 'saga',
});

const lbfgs = sklearn('lbfgs', 2, 12, halves);
const newtonCg = sklearn('newton-cg', 2, 12);
const newtonCholesky = sklearn('newton-cholesky', 2, 12);
const saga = sklearn('saga', 2, 8);
const torch: Solver = {
  name: 'PyTorch L-BFGS',
  solver: 'torch-lbfgs',
  ladder: ladder(3, 10, halves),
  threaded,
};
const optax: Solver = {
  name: 'optax L-BFGS (XLA)',
  solver: 'optax-lbfgs',
  ladder: ladder(3, 8, halves),
  threaded,
};
const statsmodels: Solver = {
  name: 'statsmodels Logit',
  solver: 'statsmodels-newton',
  ladder: ladder(3, 11),
  threaded,
};
const liblinear = (name: string, solver: string, from: number): Solver => ({
  name: `LIBLINEAR ${name}`,
  solver,
  ladder: ladder(from, 10),
  penalisesIntercept: true,
  threaded: false,
});
const primal = liblinear('primal', 'liblinear-primal', 0);
const dual = liblinear('dual', 'liblinear-dual', -2);
const lasso = liblinear('L1', 'liblinear-l1', 0);
const glmnet: Solver = { name: 'glmnet', solver: 'glmnet', ladder: ladder(5, 15), threaded: false };
const glmnetPath: Solver = { ...glmnet, name: 'glmnet, 7 λ', solver: 'glmnet-7' };
const glm: Solver = { name: 'R glm', solver: 'glm', ladder: ladder(4, 12), threaded: false };

/** Who takes part where: those that were among the fastest in trials, and those that people know. */
const PYTHON: Readonly<Record<Family, readonly Solver[]>> = {
  notebook: [lbfgs, newtonCg, newtonCholesky, primal, torch, optax],
  'breast cancer': [lbfgs, newtonCg, newtonCholesky, primal, torch, optax],
  small: [lbfgs, newtonCg, newtonCholesky, torch, optax],
  tall: [lbfgs, newtonCg, newtonCholesky, torch, optax],
  correlated: [lbfgs, newtonCg, newtonCholesky, torch, optax],
  softmax: [lbfgs, newtonCg, torch, optax],
  pixels: [lbfgs, newtonCg, optax],
  wide: [lbfgs, newtonCg, dual, primal, optax],
  sparse: [lbfgs, newtonCg, primal],
  L1: [lasso, saga],
  path: [saga],
  unpenalised: [lbfgs, newtonCholesky, statsmodels],
};

const R: Readonly<Record<Family, readonly Solver[]>> = {
  notebook: [],
  'breast cancer': [glmnet],
  small: [glmnetPath],
  tall: [glmnet],
  correlated: [glmnet],
  softmax: [],
  pixels: [],
  wide: [],
  sparse: [glmnet],
  L1: [glmnet, glmnetPath],
  path: [glmnet],
  unpenalised: [glm],
};

/** LIBLINEAR has no softmax: it fits one class against the rest, another objective. */
const fits =
  ({ classes }: Problem) =>
  (solver: Solver) =>
    classes === 2 || !(solver.penalisesIntercept ?? false);

/** Where Python and R are; null where they or what they need are missing. */
export interface Programs {
  readonly python: Program | null;
  readonly r: Program | null;
  readonly versions: Readonly<Record<string, string>>;
}

const PACKAGES = ['numpy', 'scipy', 'scikit-learn', 'torch', 'jax', 'optax', 'statsmodels'];

export const findPrograms = (): Programs => {
  const python = findPython(['sklearn, scipy']);
  const r = findR('glmnet');
  return {
    python: python === null ? null : { command: python, args: [join(folder('python'), 'fits.py')] },
    r: r === null ? null : { command: r, args: ['--vanilla', join(folder('r'), 'fits.R')] },
    versions: {
      ...(python === null ? {} : pythonVersions(python, PACKAGES)),
      ...(r === null ? {} : { glmnet: rVersion(r, 'glmnet') }),
    },
  };
};

/** All that fit a problem whose files are in a folder, on one thread and, where it matters, on all. */
export const rivalsFor = (
  { python, r }: Programs,
  problem: Problem,
  at: string,
  threads: readonly number[],
): Contender[] => {
  const of = (program: Program | null, language: 'Python' | 'R', solvers: readonly Solver[]) =>
    program === null
      ? []
      : solvers
          .filter(fits(problem))
          .flatMap((solver) =>
            (solver.threaded ? threads : [1]).map((n) =>
              programContender(program, language, solver, n, at),
            ),
          );
  return [...of(python, 'Python', PYTHON[problem.family]), ...of(r, 'R', R[problem.family])];
};
