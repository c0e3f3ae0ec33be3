import { rangeError, unknownOptions } from '@betahat/linalg/check';
import { evaluate } from '../ask.ts';
import { type Iterate, isEvaluated, type Method, unevaluated, type Work } from '../method.ts';
import {
  type Metric,
  type QuasiNewtonState,
  quasiNewtonStep,
  withoutPairs,
} from '../quasi-newton/step.ts';
import { type Pairs, rescaled, twoLoop } from '../quasi-newton/two-loop.ts';
import type { Answer, SampleObjective, Shape } from '../request.ts';
import { agree, type FactoredMetric, isHidden, solver } from '../sampled/factor.ts';
import { isSettled, type Settled, sampleMetric, settle } from '../sampled/on-sample.ts';
import {
  type Form,
  formOfAll,
  metricCost,
  NOT_EASY,
  type Plan,
  patienceFor,
  planSample,
  readCost,
  roughForm,
} from '../sampled/plan.ts';
import { dot, isZero, negated } from '../vector.ts';

export interface SampledMetricOptions {
  /** Which rows the samples hold. Default 0. */
  readonly seed?: number;
  /** Pairs of step and change of gradient that are kept. Default 20. */
  readonly memory?: number;
}

export interface SampledMetricState extends QuasiNewtonState {
  /** The factored Hessian of a sample; null where the problem is easy or too small for one. */
  readonly factored: FactoredMetric | null;
  readonly form: Plan['form'];
  /** Rows of the sample behind the metric. */
  readonly sampleRows: number;
  /**
   * How far the guess ½ gᵀBg must be raised to bound the gap with high probability, (1 + √(d/m))²; 0
   * where two samples did not agree well enough to trust it.
   */
  readonly trust: number;
  /** The most by which steps in this metric fell further than the guesses told. */
  readonly short: number;
  /** f is known to have a minimum. */
  readonly bounded: boolean;
  /** Steps on end that gained little: the metric is too poor. */
  readonly slow: number;
  /** Steps without a metric after which one is made. */
  readonly patience: number;
}

/**
 * Steps of plain L-BFGS on the small sample within which a problem counts as easy. A metric that brings
 * the end in fewer reads, its own cost included, is built all the same.
 */
const EASY = 8;
/** Most steps on a sample with a metric. */
const MOST = 15;
/** A sample is solved to this share of what its own randomness leaves. */
const SHARE = 0.1;
/** In its own metric it may turn out this many times worse, and still count as solved. */
const SOLVED = 10;
/** A step that leaves this share of the gap is slow; so many on end enlarge the metric. */
const SLOW = 0.3;
const PATIENCE = 2;
/** What a larger metric may cost, in reads of the data. */
const DEAREST = 6;

/**
 * L-BFGS in the metric of a sample's Hessian, from the sample's solution:
 *
 *     x₀ = argmin over m rows,   M = H_m(x₀),   x ← x − t B ∇f(x),   B from the pairs and B₀ = M⁻¹
 *
 * The Hessian of m random rows is within about (1 ± √(d/m))² of the whole one, so that a step divides
 * the gap by m/d or so, however the columns are correlated or scaled (sub-sampled Newton methods:
 * F. Roosta-Khorasani & M. Mahoney, Math. Program. 174, 2019). Sample size and form of the metric
 * come from rows, columns, classes and nonzeros by a table of costs. A small sample is solved first
 * by plain L-BFGS: where that takes a handful of steps the problem is easy and no metric is built. A
 * metric that turns out too poor is replaced by one from four times as many rows, or all. Where there are too few
 * rows for a sample it begins as plain L-BFGS, and takes the Hessian of all rows once that has taken a
 * share of what it costs; of several outputs first its diagonal blocks.
 *
 * @throws RangeError for an option value that cannot be used; TypeError for an unknown option
 * @example
 * minimize(objective, sampledMetric({ seed: 1 }), [0, 0]).converged; // true
 */
export const sampledMetric = (
  options: SampledMetricOptions = {},
): Method<SampledMetricState, 'evaluate' | 'shape' | 'subsample'> => {
  unknownOptions('sampledMetric', options, ['seed', 'memory']);
  const { seed = 0, memory = 20 } = options;
  if (!Number.isSafeInteger(seed)) throw rangeError('sampledMetric', 'seed', 'an integer', seed);
  if (!(Number.isSafeInteger(memory) && memory > 0)) {
    throw rangeError('sampledMetric', 'memory', 'a positive integer', memory);
  }
  return {
    name: 'sampledMetric',
    asks: ['evaluate', 'shape', 'subsample'],
    maxIterations: 500,
    start: (x0) => ({ ...unevaluated(x0), ...PLAIN, steps: [], changes: [] }),
    metric: (state, base) => (v) => twoLoop(state, v, metricOf(state, state) ?? base),
    *step(state) {
      if (!isEvaluated(state)) {
        const begun = yield* begin(state.x, seed);
        return certified({ ...state, ...begun, ...(yield* better(state.x, begun.x)) });
      }
      const iteration = state.iteration + 1;
      if (state.ending !== undefined) return { ...state, iteration };
      const next = yield* quasiNewtonStep(state, memory, (pairs) => metricOf(state, pairs));
      if (typeof next === 'string') return { ...state, iteration, ending: next };
      const { factored, form, sampleRows, trust, short, bounded, patience } = state;
      const rest = { factored, form, sampleRows, trust, short, bounded, patience };
      const there = certified({ ...next, ...rest, slow: 0 }, state);
      const gained = there.estimate! <= SLOW * (state.estimate ?? Number.POSITIVE_INFINITY);
      const slow = gained ? 0 : state.slow + 1;
      const waits = form === 'none' || form === 'blocks';
      const poor = waits ? iteration === patience : slow >= PATIENCE;
      return poor ? yield* enlarged(there, seed) : { ...there, slow };
    },
  };
};

const PLAIN = {
  factored: null,
  form: 'none',
  sampleRows: 0,
  trust: 0,
  short: 1,
  bounded: false,
  slow: 0,
  patience: NOT_EASY,
} as const;

/**
 * The sample's metric. A product form is right in its shapes at best: its size comes from the last pair.
 * On digits that leaves 54 evaluations where 90, and a search along nearly every step, were.
 */
const metricOf = (
  { factored, form }: Pick<SampledMetricState, 'factored' | 'form'>,
  pairs: Pairs,
): Metric | undefined => {
  if (factored === null) return undefined;
  return form === 'kronecker' ? rescaled(pairs, solver(factored)) : solver(factored);
};

/** A fall of the value below this share of it may be rounding. */
const INVISIBLE = 2 ** -44;
/** A step far from the minimum may fall further than any guess; more than this tells of no metric. */
const MOST_SHORT = 4;

/**
 * How far the last step's fall was beyond that of the guesses before and after it; 1 at least, infinite where the guess
 * rose. A class of few rows has another curvature in the sample than in all: 4853 rows with a dozen of one of three classes
 * were three times as far from the minimum as a bound by the sample alone said.
 */
const shortfall = (before: SampledMetricState, value: number, estimate: number): number => {
  const fall = before.value - value;
  const told = (before.estimate ?? Number.POSITIVE_INFINITY) - estimate;
  if (!(fall > INVISIBLE * Math.abs(value))) return 1;
  return told > 0 ? Math.max(1, fall / told) : Number.POSITIVE_INFINITY;
};

/**
 * The state with its guess of the gap, and with a certificate where the metric is trusted.
 * @param before the state that a step led from, by the same metric
 */
const certified = (
  state: SampledMetricState,
  before: SampledMetricState | null = null,
): SampledMetricState => {
  const { factored, gradient, trust } = state;
  const known = factored !== null || state.steps.length > 0;
  if (!known) return state;
  const newton = state.product ?? twoLoop(state, gradient, metricOf(state, state));
  const estimate = 0.5 * dot(gradient, newton);
  const seen = before === null ? 1 : shortfall(before, state.value, estimate);
  const short = Math.max(state.short, Math.min(seen, MOST_SHORT));
  // What a sample tells is told of its own metric; the pairs may have led astray.
  const step = trust > 0 && factored !== null ? solver(factored)(gradient) : null;
  const own = step === null ? 0 : 0.5 * dot(gradient, step);
  const value = trust * Math.max(seen, short) * Math.max(estimate, own);
  const isTrusted = step !== null && Number.isFinite(value) && !isHidden(factored!, gradient, step);
  const certificate = isTrusted ? ({ kind: 'sampledDecrement', value } as const) : null;
  // The driver looks along the step whether f rises again, unless that is known.
  const rest = state.bounded ? { suspect: false } : { direction: negated(newton) };
  return { ...state, estimate, certificate, short, scaled: factored !== null, ...rest };
};

/** The sample's solution, evaluated; or the given start where that was a good one already. */
function* better(
  given: Float64Array,
  found: Float64Array,
): Work<'evaluate', Pick<Iterate, 'x' | 'value' | 'gradient'>> {
  const there = { x: found, ...(yield* evaluate(found)) };
  if (given === found || isZero(given)) return there;
  const here = { x: given, ...(yield* evaluate(given)) };
  return there.value <= here.value ? there : here;
}

interface Begun extends Pairs {
  readonly x: Float64Array;
  readonly factored: FactoredMetric | null;
  readonly form: Plan['form'];
  readonly sampleRows: number;
  readonly trust: number;
  readonly short: number;
  readonly bounded: boolean;
  readonly patience: number;
}

function* sampleOf(rows: number, seed: number): Work<'subsample', SampleObjective> {
  return (yield { ask: 'subsample', rows, seed }) as SampleObjective;
}

/** A sample of a sample, which is cheaper to draw; of all rows where it cannot be sampled again. */
function* part(
  sample: SampleObjective,
  rows: number,
  seed: number,
): Work<'subsample', SampleObjective> {
  const drawn = yield { ask: 'subsample', rows, seed, of: sample, optional: true };
  return drawn === null ? yield* sampleOf(rows, seed) : (drawn as SampleObjective);
}

/** Where to start on all rows, and in which metric. */
function* begin(x0: Float64Array, seed: number): Work<'shape' | 'subsample', Begun> {
  const shape = (yield { ask: 'shape' }) as Answer as Shape;
  const plan = planSample(shape);
  const bounded = shape.hasMinimum === true;
  const nothing = { ...PLAIN, bounded, x: x0, steps: [], changes: [] };
  if (plan.form === 'none') return { ...nothing, patience: patienceFor(shape, formOfAll(shape)) };
  const d = x0.length;
  const sample = yield* sampleOf(plan.rows, seed);
  const small = plan.small < plan.rows ? yield* part(sample, plan.small, seed + 1) : sample;
  const first = yield* settle(small, x0, undefined, (SHARE * d) / plan.small, EASY);
  const { x, steps, changes } = first.state;
  const easy = first.met && plan.total >= EASY;
  if (easy && (yield* isSettled(small, first.state, (SHARE * d) / plan.small)))
    return { ...nothing, x, steps, changes };
  const rough =
    (yield* sampleMetric(small, x, roughForm(shape, plan.form))) ??
    (yield* sampleMetric(small, x, plan.form));
  if (rough === null) return { ...nothing, x };
  const near = yield* settled(small, first, rough, (SHARE * d) / plan.small);
  if (plan.small === plan.rows)
    return { ...(yield* withMetric(small, near, plan, null, 0)), bounded };
  const tolerance = (SHARE * d) / plan.rows;
  const solved = yield* settle(sample, near.state.x, solver(rough), tolerance, MOST);
  return { ...(yield* withMetric(sample, solved, plan, rough, tolerance)), bounded };
}

function* settled(
  sample: SampleObjective,
  { state }: Settled,
  metric: FactoredMetric,
  tolerance: number,
): Work<never, Settled> {
  // The pairs of the plain steps were measured in another metric.
  const fresh = { ...withoutPairs(state), estimate: Number.POSITIVE_INFINITY };
  return yield* settle(sample, fresh, solver(metric), tolerance, MOST);
}

function* withMetric(
  sample: SampleObjective,
  { state }: Settled,
  { form, rows }: Plan,
  other: FactoredMetric | null,
  tolerance: number,
): Work<never, Omit<Begun, 'bounded'>> {
  const { x, value, gradient } = state;
  const factored = form === 'none' ? null : yield* sampleMetric(sample, x, form);
  const found = { x, steps: [], changes: [] };
  if (factored === null) return { ...PLAIN, ...found };
  // A product form is no bound, and neither is a Hessian far from the sample's own minimum.
  const gap = 0.5 * dot(gradient, solver(factored)(gradient));
  const solved = gap <= SOLVED * tolerance * Math.abs(value);
  const trusted = form === 'matrix' && solved && other !== null && agree(factored, other);
  const trust = trusted ? (1 + Math.sqrt(x.length / rows)) ** 2 : 0;
  return { ...PLAIN, ...found, factored, form, sampleRows: rows, trust };
}

/**
 * Four times the rows, where that can pay; all of them again, at another point, where it was all. Where that is most rows
 * all are taken, but on data that may be separable: there they lead nowhere.
 */
const larger = (shape: Shape, sampleRows: number, form: Form): Pick<Plan, 'form' | 'rows'> => {
  if (sampleRows === shape.rows) return { rows: sampleRows, form };
  const isMost = 8 * sampleRows > shape.rows;
  const rows = isMost ? shape.rows : 4 * sampleRows;
  const cost = metricCost(shape, rows, form) / readCost(shape);
  const isOfNoUse = cost > DEAREST || (isMost && shape.hasMinimum !== true);
  return { rows, form: isOfNoUse ? 'none' : form };
};

/** The first metric of a problem that looked easy and was not, or that has too few rows for a sample. */
const belated = (shape: Shape): Pick<Plan, 'form' | 'rows'> => {
  const plan = planSample(shape);
  return plan.form === 'none' ? { rows: shape.rows, form: formOfAll(shape) } : plan;
};

/** The metric after that of a state, which was too poor. */
const after = (
  { form, sampleRows }: SampledMetricState,
  shape: Shape,
): Pick<Plan, 'form' | 'rows'> => {
  if (form === 'none') return belated(shape);
  if (form === 'blocks') return { rows: shape.rows, form: 'matrix' };
  return larger(shape, sampleRows, form);
};

/** Scalings further apart than this are those of curvatures 10¹⁸ apart. */
const DEAD = 1e9;

/**
 * Whether some variables have lost all curvature beside others: the iterates run off along them, as on separable
 * data, and a metric that divides by it leads astray (digits without penalty: 106 steps in a second without it).
 */
const hasDied = ({ scaling }: FactoredMetric): boolean => {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const s of scaling) {
    least = Math.min(least, s);
    most = Math.max(most, s);
  }
  return most > DEAD * least;
};

/** A metric from more rows at the present point, where that can pay. */
function* enlarged(
  state: SampledMetricState,
  seed: number,
): Work<'shape' | 'subsample', SampledMetricState> {
  const calm = { ...state, slow: 0 };
  const shape = (yield { ask: 'shape' }) as Answer as Shape;
  const { form, rows } = after(state, shape);
  if (form === 'none') return calm;
  const sample = rows < shape.rows ? yield* sampleOf(rows, seed + rows) : null;
  const factored =
    (yield* sampleMetric(sample, state.x, form)) ??
    // An objective that does not know its blocks.
    (form === 'blocks' ? yield* sampleMetric(sample, state.x, 'matrix') : null);
  if (factored === null || (!state.bounded && hasDied(factored))) return calm;
  // The next chance, counted like this one from the beginning.
  const patience = form === 'blocks' ? patienceFor(shape, 'matrix') : state.patience;
  return certified({ ...withoutPairs(calm), factored, form, sampleRows: rows, patience, short: 1 });
}
