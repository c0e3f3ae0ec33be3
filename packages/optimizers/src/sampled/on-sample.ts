import type { DenseMatrix } from '@betahat/linalg';
import { evaluate } from '../ask.ts';
import { conjugateGradients } from '../certificate/conjugate-gradients.ts';
import type { Work } from '../method.ts';
import { unevaluated } from '../method.ts';
import { type Metric, type QuasiNewtonState, quasiNewtonStep } from '../quasi-newton/step.ts';
import type {
  Answer,
  Ask,
  CurvatureBlocks,
  KroneckerCurvature,
  OptionalRequest,
  PartialObjective,
  SampleRequest,
} from '../request.ts';
import { scalingAt, scalingMetric } from '../scaling.ts';
import { type FactoredMetric, factored, factoredBlocks, factoredProduct } from './factor.ts';
import type { Form } from './plan.ts';

/** Puts the requests of some work to a sample in place of the whole. */
function* askSample<Result>(
  sample: PartialObjective,
  work: Work<Ask, Result>,
): Generator<SampleRequest | OptionalRequest, Result, Answer> {
  let turn = work.next(null);
  while (turn.done !== true) turn = work.next(yield { ...turn.value, of: sample });
  return turn.value;
}

/**
 * The Hessian of a sample at x, factored; null where the sample cannot say or it is not usable. That of
 * all rows where there is no sample.
 */
export function* sampleMetric(
  sample: PartialObjective | null,
  x: Float64Array,
  form: Form,
): Work<never, FactoredMetric | null> {
  const of = sample === null ? {} : { of: sample };
  if (form === 'kronecker') {
    const got = yield { ask: 'kronecker', x, ...of, optional: true };
    if (got === null) return null;
    const { outer, inner, indices } = got as KroneckerCurvature;
    return factoredProduct(outer, inner, indices);
  }
  if (form === 'blocks') {
    const got = yield { ask: 'blocks', x, ...of, optional: true };
    if (got === null) return null;
    const { blocks, indices } = got as CurvatureBlocks;
    return factoredBlocks(blocks, indices);
  }
  const matrix = yield { ask: 'curvature', x, want: 'matrix', ...of, optional: true };
  return matrix === null ? null : factored(matrix as DenseMatrix);
}

/** Products with the sample's Hessian that the check of an easy problem may cost. */
const PRODUCTS = 12;

/**
 * Whether a point is a sample's minimum to within `tolerance` of the value. The guess of L-BFGS after
 * a few steps says nothing about directions not yet seen; conjugate gradients look for them, in units
 * of each variable's own curvature: columns on a small scale are the ones that a few steps overlook.
 */
export function* isSettled(
  sample: PartialObjective,
  { x, value, gradient }: QuasiNewtonState,
  tolerance: number,
): Work<never, boolean> {
  if (typeof sample.hessianVector !== 'function') return false;
  const target = tolerance * Math.abs(value);
  const scaling = yield* askSample(sample, scalingAt(x));
  const { decrement, missing } = yield* askSample(
    sample,
    conjugateGradients(x, gradient, {
      maxProducts: PRODUCTS,
      metric: scaling === null ? undefined : scalingMetric(scaling),
      enough: (found, rest) => 0.5 * found > target || rest <= 0.1 * found,
    }),
  );
  return 0.5 * (decrement + missing) <= target;
}

export interface Settled {
  readonly state: QuasiNewtonState;
  readonly met: boolean;
  readonly steps: number;
}

/**
 * Minimises over a sample until the guess of the gap is within `tolerance` of the value, or for
 * `most` steps.
 */
export function* settle(
  sample: PartialObjective,
  from: Float64Array | QuasiNewtonState,
  metric: Metric | undefined,
  tolerance: number,
  most: number,
): Work<never, Settled> {
  let state: QuasiNewtonState;
  if (from instanceof Float64Array) {
    const fresh = { ...unevaluated(from), steps: [], changes: [] };
    state = { ...fresh, ...(yield* askSample(sample, evaluate(from))) };
  } else state = from;
  for (let steps = 0; ; steps++) {
    const { estimate = Number.POSITIVE_INFINITY, value } = state;
    if (estimate <= tolerance * Math.abs(value)) return { state, met: true, steps };
    if (steps >= most) return { state, met: false, steps };
    const next = yield* askSample(
      sample,
      quasiNewtonStep(state, 10, () => metric),
    );
    if (typeof next === 'string') return { state, met: next === 'floor', steps };
    state = next;
  }
}
