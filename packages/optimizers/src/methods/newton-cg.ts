import { rangeError, unknownOptions } from '@betahat/linalg/check';
import { evaluate } from '../ask.ts';
import { conjugateGradients } from '../certificate/conjugate-gradients.ts';
import { isProof, LARGEST, RESIDUAL } from '../certificate/prove.ts';
import { type Iterate, isEvaluated, type Method, unevaluated, type Work } from '../method.ts';
import { dampedStep } from '../newton/damped-step.ts';
import { atFloor, certifiedGap, isSlow } from '../newton/decrement.ts';
import { searchedStep } from '../newton/searched-step.ts';
import type { Metric } from '../quasi-newton/step.ts';
import type { Answer, ArrowCurvature, Evaluation, SampleObjective, Shape } from '../request.ts';
import { type FactoredMetric, solver } from '../sampled/factor.ts';
import { sampleMetric } from '../sampled/on-sample.ts';
import { type PreconditionerPlan, planPreconditioner } from '../sampled/plan.ts';
import { diagonalAt, scalingAt, scalingMetric } from '../scaling.ts';
import { dot, firstNotFinite } from '../vector.ts';

export interface NewtonCGOptions {
  /**
   * What conjugate gradients are scaled by:
   *
   * - 'arrow': the diagonal of the Hessian at the start and its rows of the intercepts, where the
   *   objective answers 'arrow'; else like 'diagonal'. Centres the columns of a linear model: 200 000
   *   sparse rows of 50 000 columns take 19 reads to 10⁻⁶, where the diagonal takes 45.
   * - 'sampled': the same, until a solve takes many products; then the Hessian of a random sample of the
   *   rows, factored, where the objective answers 'shape' and 'subsample' and has no more than 3000
   *   variables. For columns that depend on one another.
   * - 'diagonal': where the objective answers 'curvature'; columns in different units then do no harm
   * - 'none'
   * - a function v ↦ M⁻¹v with M ≈ H symmetric and positive definite
   *
   * Default 'arrow'.
   */
  readonly preconditioner?: 'arrow' | 'sampled' | 'diagonal' | 'none' | Metric;
  /** Most Hessian-vector products for one step. Default: the number of variables plus 50. */
  readonly maxProducts?: number;
  /** Which rows a sample holds. Default 0. */
  readonly seed?: number;
}

interface Preconditioner {
  /** The Hessian at the start, as far as no matrix is needed; null if the objective does not tell. */
  readonly scaling: ArrowCurvature | null;
  /** The factored Hessian of a sample; null before the scaling is found to be poor. */
  readonly factored: FactoredMetric | null;
}

export interface NewtonCGState extends Iterate, Preconditioner {
  /** The inexact Newton step at x. */
  readonly direction: Float64Array;
  /** The last step ended where f is still steep along it: the next looks for its length. */
  readonly curved: boolean;
  /** Products so far. */
  readonly products: number;
}

/** A slope along the last step of this share of the first: f is no parabola on this scale. */
const STEEP = 0.1;

/** Share of the decrement that a solve may leave out: at first, and at best. */
const LOOSE = 0.1;
const TIGHT = 0.01;

/** A decrement of this share of the last: the next may meet a tolerance. */
const NEAR = 0.1;

const KINDS = ['arrow', 'sampled', 'diagonal', 'none'];

/**
 * Newton's method with steps from preconditioned conjugate gradients:
 *
 *     x ← x + t p,   ‖p − p_N‖²_H ≤ η² ‖p_N‖²_H,   p_N = −H⁻¹∇f(x)
 *
 * The inexactness is measured in the norm of the Hessian, in which Newton's method itself converges
 * (P. Deuflhard, Newton Methods for Nonlinear Problems, section 5.1.3). η² tightens from 0.1 to 0.01
 * with the ratio of successive decrements: each step then gains two digits of the gap, and more would
 * cost more products than it saves. The decrement that conjugate gradients add up is an estimate of the
 * gap; at the tolerance the driver proves it (see certificate/prove.ts).
 *
 * @throws RangeError for an option value that cannot be used; TypeError for an unknown option
 * @example
 * minimize(objective, newtonCG(), [0, 0]).certificate.kind; // 'newtonDecrement'
 */
export const newtonCG = (
  options: NewtonCGOptions = {},
): Method<NewtonCGState, 'evaluate' | 'hessianVector'> => {
  unknownOptions('newtonCG', options, ['preconditioner', 'maxProducts', 'seed']);
  const { preconditioner = 'arrow', maxProducts, seed = 0 } = options;
  const given = typeof preconditioner === 'function' ? preconditioner : undefined;
  if (given === undefined && !KINDS.includes(preconditioner as string)) {
    const expected = "'arrow', 'sampled', 'diagonal', 'none' or a function";
    throw rangeError('newtonCG', 'preconditioner', expected, preconditioner);
  }
  if (!Number.isSafeInteger(seed)) throw rangeError('newtonCG', 'seed', 'an integer', seed);
  const metricFrom = ({ scaling, factored }: Preconditioner): Metric | undefined =>
    given ??
    (factored !== null ? solver(factored) : scaling === null ? undefined : scalingMetric(scaling));
  if (maxProducts !== undefined && !(Number.isSafeInteger(maxProducts) && maxProducts > 0)) {
    throw rangeError('newtonCG', 'maxProducts', 'a positive integer', maxProducts);
  }

  function* scalingOf(x: Float64Array): Work<never, ArrowCurvature | null> {
    if (preconditioner === 'diagonal') return yield* diagonalAt(x);
    return preconditioner === 'arrow' || preconditioner === 'sampled' ? yield* scalingAt(x) : null;
  }

  function* planAt(): Work<never, PreconditionerPlan | null> {
    if (preconditioner !== 'sampled') return null;
    const shape = (yield { ask: 'shape', optional: true }) as (Answer & Shape) | null;
    return shape && planPreconditioner(shape);
  }

  function* sampledAt(
    x: Float64Array,
    { rows, isWhole }: PreconditionerPlan,
  ): Work<never, FactoredMetric | null> {
    if (isWhole) return yield* sampleMetric(null, x, 'matrix');
    const sample = yield { ask: 'subsample', rows, seed, optional: true };
    return sample === null ? null : yield* sampleMetric(sample as SampleObjective, x, 'matrix');
  }

  function* withStep(
    here: { readonly x: Float64Array } & Evaluation,
    { scaling, factored }: Preconditioner,
    before: (Iterate & { readonly products: number }) | null,
  ): Work<'hessianVector', Omit<NewtonCGState, 'iteration' | 'curved'>> {
    const { x, value, gradient } = here;
    const spent = before?.products ?? 0;
    const scaled = metricFrom({ scaling, factored }) !== undefined;
    const known = { x, value, gradient, scaling, factored, scaled };
    const unknown = { ...known, certificate: null, products: spent };
    if (!Number.isFinite(value) || firstNotFinite(gradient) >= 0) {
      return { ...unknown, direction: new Float64Array(x.length) };
    }
    const last = before?.certificate?.value ?? Number.POSITIVE_INFINITY;
    const plan = factored === null ? yield* planAt() : null;
    const most = maxProducts ?? x.length + 50;
    const patience = Math.min(most, plan?.patience ?? most);
    let [asked, residual] = [0, 1];
    const system = yield* conjugateGradients(x, gradient, {
      maxProducts: patience,
      metric: metricFrom({ scaling, factored }),
      enough: (found, rest, left) => {
        asked += 1;
        residual = left;
        const gained = (0.5 * found) / last;
        if (rest > Math.min(LOOSE, Math.max(TIGHT, gained)) * found) return false;
        // Where steps contract this may be the last: one more product may then save the driver a proof.
        return gained > NEAR || left <= RESIDUAL || left ** (1 + 1 / asked) > RESIDUAL;
      },
    });
    const { direction, decrement, missing, indefinite, products } = system;
    // So many products, of this solve or of all, tell that the scaling is poor. The step is taken as it is.
    const all = spent + products;
    const poor = plan !== null && !indefinite && (products >= plan.patience || all >= plan.total);
    const better = poor ? yield* sampledAt(x, plan) : factored;
    if (firstNotFinite(direction) >= 0) return { ...unknown, direction, ending: 'notFinite' };
    const gap = 0.5 * (decrement + missing);
    const found = { ...unknown, direction, factored: better, estimate: gap, products: all };
    if (indefinite || !(missing <= decrement)) return found;
    // Conjugate gradients add up a lower bound. Solved as far as a proof is (see certificate/prove.ts) it
    // is one, of too many variables for a factored Hessian; else the driver proves the end.
    const isProven = x.length > LARGEST && isProof(decrement, missing, residual);
    const kind = isProven ? 'newtonDecrement' : 'estimate';
    return { ...found, certificate: { kind, value: gap } };
  }

  return {
    name: 'newtonCG',
    asks: ['evaluate', 'hessianVector'],
    maxIterations: 200,
    start: (x0) => ({
      ...unevaluated(x0),
      direction: new Float64Array(0),
      scaling: null,
      factored: null,
      curved: true,
      products: 0,
    }),
    metric: (state, base) => metricFrom(state) ?? base ?? ((v) => v.slice()),
    *step(state) {
      if (!isEvaluated(state)) {
        const here = { x: state.x, ...(yield* evaluate(state.x)) };
        const asked = yield* scalingOf(state.x);
        const sound = asked?.diagonal.every(Number.isFinite) && asked.shift.every(Number.isFinite);
        const scaling = sound ? asked : null;
        const first = yield* withStep(here, { scaling, factored: null }, null);
        return { ...first, iteration: 0, curved: true };
      }
      const iteration = state.iteration + 1;
      if (state.ending !== undefined) return { ...state, iteration };
      const { direction } = state;
      const taken = yield* state.curved
        ? searchedStep(state, direction)
        : dampedStep(state, direction);
      if (typeof taken === 'string') return { ...state, iteration, ending: taken };
      const curved = Math.abs(taken.slope) > STEEP * Math.abs(dot(state.gradient, direction));
      const next = { ...(yield* withStep(taken.at, state, state)), iteration, curved };
      if (atFloor(state, next)) return { ...next, ending: 'floor' };
      const suspect = taken.t !== 1 || isSlow(certifiedGap(next), certifiedGap(state));
      return { ...(suspect ? doubted(next) : next), suspect };
    },
  };
};

/** Steps that do not contract leave it to the driver to prove the gap. */
const doubted = <S extends Iterate>(state: S): S =>
  state.certificate === null
    ? state
    : { ...state, certificate: { ...state.certificate, kind: 'estimate' } };
