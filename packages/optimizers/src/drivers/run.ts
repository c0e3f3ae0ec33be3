import { askGap, driftTo, knownMinimum } from '../ask.ts';
import { hasMinimum } from '../certificate/has-minimum.ts';
import { higherOrders } from '../certificate/higher-orders.ts';
import { LARGEST, prove } from '../certificate/prove.ts';
import { type Certificate, type Iterate, isEvaluated, type Method, type Work } from '../method.ts';
import type { Answer, Ask, Request } from '../request.ts';
import { type CheckedOptions, isFixed } from '../stopping/options.ts';
import { cheapRule, gapRule, gapScale, ROUNDING, violation } from '../stopping/rules.ts';
import type { Solution } from '../stopping/solution.ts';
import { explain, type Status } from '../stopping/status.ts';
import { firstNotFinite, largest, moved } from '../vector.ts';
import { notFinite, passesOf } from './answer.ts';

/** Tells the driver of a new iterate; the reply false stops the run. */
export interface Progress<S> {
  readonly ask: 'progress';
  readonly iterate: S;
}

/** No problem in sensible units has its minimum so far away. */
const FAR = 1e60;

/** Below this relative gap a step that contracts has no higher orders to speak of. */
const QUADRATIC = 1e-12;

/** A relative gap at which Newton's steps contract, but for rounding. */
const CONTRACTING = 1e-8;

/**
 * Where the steps do not contract, the slope may outlast the curvature that the decrement goes by:
 * under a weak penalty the gap was found up to 12 times half the squared decrement, twice that is in the drift.
 */
const CREEPING = 8;

/** Steps that wait for a true bound to meet the tolerance where the method's guess does … */
const WAITS = 6;
/** … and is not this much further from it: digits, at 1e-10, is done in 92 reads, by proofs in 106 … */
const NEAR = 4;
/** … or, where a proof would only repeat the method's own solve, some steps that contract. */
const WITHIN_REACH = 1e6;

/** Relative gap from which on a probe along the Newton step tells a minimum from none. */
const DECIDABLE = 1e-8;

/** A reason to end, as a throw inside the run: it passes through whatever method is at work. */
class Interruption {
  readonly status: Status;
  readonly what: string;
  readonly error: unknown;
  constructor(status: Status, what: string, error?: unknown) {
    this.status = status;
    this.what = what;
    this.error = error;
  }
}

/**
 * The one loop behind minimize, minimizeAsync and iterate: it takes steps, applies the stopping
 * rules, and passes the method's requests on. It calls nothing and waits for nothing, so that every
 * driver follows the same path to the last bit.
 */
export const run = <S extends Iterate>(
  where: string,
  method: Method<S, Ask>,
  start: S,
  options: CheckedOptions,
  canProve: boolean,
): Generator<Request | Progress<S>, Solution<S>, Answer | boolean> =>
  new Run(where, method, start, options, canProve).steps();

/** A class, not closures: V8 gives a generator function a hidden class of its own each time it is made anew. */
class Run<S extends Iterate> {
  readonly #where: string;
  readonly #method: Method<S, Ask>;
  readonly #start: S;
  readonly #options: CheckedOptions;
  readonly #canProve: boolean;
  readonly #startedAt = performance.now();
  #evaluations = 0;
  #passes = 0;
  #line: Float64Array | null = null;
  /** What was not finite in an answer. */
  #offence: string | null = null;
  #state: S;
  #before: S | null = null;
  /** The first value. */
  #first = Number.NaN;
  /** How much a method's own guess of the gap was found to be too small. */
  #distrust = 1;
  #waits = 0;

  constructor(
    where: string,
    method: Method<S, Ask>,
    start: S,
    options: CheckedOptions,
    canProve: boolean,
  ) {
    this.#where = where;
    this.#method = method;
    this.#start = start;
    this.#options = options;
    this.#canProve = canProve;
    this.#state = start;
  }

  /** Runs a piece of work, request by request, and ends it where a bound or the objective says so. */
  *#ask<Result>(work: Work<Ask, Result>): Generator<Request, Result, Answer | boolean> {
    let turn = work.next(null);
    while (turn.done !== true) {
      const request: Request = turn.value;
      this.#checkBounds(request);
      let got: Answer;
      try {
        got = (yield request) as Answer;
      } catch (error) {
        throw new Interruption('threw', `The objective threw (${String(error)})`, error);
      }
      if (got !== null) {
        this.#passes += passesOf(
          request,
          this.#line,
          request.of?.dimension ?? this.#start.x.length,
        );
        if (request.ask === 'evaluate' && request.of === undefined) this.#evaluations++;
        if (request.ask === 'along') this.#line = request.d;
        this.#offence = notFinite(this.#where, request, got) ?? this.#offence;
      }
      turn = work.next(got);
    }
    return turn.value;
  }

  #checkBounds(request: Request): void {
    const { signal, maxEvaluations, maxSeconds } = this.#options;
    if (signal?.aborted === true) throw new Interruption('aborted', 'The signal aborted the run');
    if (request.ask === 'evaluate' && this.#evaluations >= maxEvaluations) {
      throw new Interruption('evaluationLimit', `All ${maxEvaluations} evaluations are used`);
    }
    if (
      maxSeconds < Number.POSITIVE_INFINITY &&
      performance.now() - this.#startedAt > maxSeconds * 1000
    ) {
      throw new Interruption('timeLimit', `${maxSeconds} seconds have passed`);
    }
  }

  #end(status: Status, what: string, error?: unknown): Solution<S> {
    const state = this.#state;
    return {
      x: state.x,
      value: state.value,
      gradient: state.gradient,
      gradientNorm: isEvaluated(state) ? violation(state) : Number.NaN,
      certificate: state.certificate,
      iterations: state.iteration - this.#start.iteration,
      evaluations: this.#evaluations,
      passes: this.#passes,
      status,
      message: explain(status, `${this.#method.name}, iteration ${state.iteration}: ${what}`),
      converged: status === 'converged',
      ...(status === 'threw' ? { error } : {}),
      state,
    };
  }

  /** Why the run may end at this state, with a certificate where one can be had. */
  *#verdict(): Generator<Request, { status: Status; what: string } | null, Answer | boolean> {
    const [options, first, canProve] = [this.#options, this.#first, this.#canProve];
    let state = this.#state;
    const certify = (certificate: Certificate | null): void => {
      state = { ...state, certificate };
      this.#state = state;
    };
    // A minimum that is known is above 0, and its value no rest of larger ones.
    const isRest = Math.abs(state.value) < Number.EPSILON * Math.abs(first);
    const isKnown = isRest && (yield* this.#ask(knownMinimum()));
    const scale = gapScale(state.value, isKnown ? 0 : first);
    // At a fixed point of the method the question is only how good it is.
    const atEnd = state.ending !== undefined;
    const target = Math.max(options.tolerance, atEnd ? ROUNDING : 0) * scale;
    let direction = state.direction ?? null;
    let thorough = false;
    let told: Certificate | null = null;
    if (state.certificate === null && violation(state) === 0) {
      certify({ kind: 'gradientNorm', value: 0 });
    }
    const estimate = state.estimate ?? Number.POSITIVE_INFINITY;
    const guess = this.#distrust * estimate;
    let unproven =
      state.certificate === null || (canProve && state.certificate.kind === 'estimate');
    if (unproven && (atEnd || guess <= target)) {
      const bound = yield* this.#ask(askGap(state.x, { enough: target, gradient: state.gradient }));
      if (bound !== null && bound.value <= target) {
        certify(bound);
        unproven = false;
      } else if (
        bound !== null &&
        this.#waits < WAITS &&
        !atEnd &&
        bound.value <= (isOwnSolve(state) ? WITHIN_REACH : NEAR) * target
      ) {
        this.#waits++;
      } else if (canProve) {
        const careful = this.#waits > 0 && isOwnSolve(state);
        const proof = yield* this.#ask(
          prove(state, this.#method, target, this.#passes, { careful }),
        );
        const certificate = withHigherOrders(proof.certificate, scale);
        certify(certificate);
        unproven = false;
        direction = proof.direction;
        thorough = proof.factored === true;
        told = yield* this.#ask(raised(state, certificate, direction, target, scale));
        const { value } = told;
        const ratio = Number.isFinite(value) && estimate > 0 ? value / estimate : 0;
        if (!(value <= target)) this.#distrust = Math.max(4 * this.#distrust, ratio);
      } else if (Number.isFinite(guess)) {
        certify({ kind: 'estimate', value: guess });
        unproven = false;
      }
    }
    const own = state.certificate;
    // The method goes on by its own, which it compares from step to step; so does the question for a minimum.
    told ??= yield* this.#ask(raised(state, own, direction, target, scale));
    const gap = own?.value;
    const byOwn = unproven ? null : gapRule(own, scale, options);
    const byTold =
      unproven || isEarly(this.#method.asks, state, told, scale)
        ? null
        : gapRule(told, scale, options);
    const rule =
      byTold ??
      cheapRule(this.#before, state, options) ??
      (atEnd && told !== null && told.value <= target
        ? 'The gap is at the rounding level of the value, finer than which nothing can be told'
        : null);
    const doubtful = state.suspect === true && gap !== undefined && gap <= 1e-9 * Math.abs(first);
    if (
      direction !== null &&
      state.suspect !== false &&
      (rule !== null || byOwn !== null || doubtful) &&
      !(yield* this.#ask(knownMinimum()))
    ) {
      const probeScale = Math.max(scale, doubtful ? Math.abs(first) : 0);
      // Only methods that solve for their step say whether it contracts.
      const exact = direction === state.direction && state.suspect === true;
      // So far from the end a probe along the step tells nothing: steps that contract will, or a smaller gap.
      if (exact && byOwn !== null && !doubtful && own !== null && own.value > DECIDABLE * scale) {
        return null;
      }
      const work = hasMinimum(state, direction, probeScale, this.#method, {
        exact,
        thorough,
        canProve,
        spent: this.#passes,
      });
      if (!(yield* this.#ask(work))) {
        return {
          status: 'unbounded',
          what: 'The value has reached its infimum but the iterates still move away',
        };
      }
    }
    if (rule === null) return null;
    certify(told);
    return { status: 'converged', what: rule };
  }

  *steps(): Generator<Request | Progress<S>, Solution<S>, Answer | boolean> {
    const { iteration: begun, x: from } = this.#start;
    const { maxIterations } = this.#options;
    const fixed = isFixed(this.#options);
    try {
      const bad = firstNotFinite(from);
      if (bad >= 0) return this.#end('notFinite', `x0[${bad}] is ${from[bad]}`);
      if (isEvaluated(this.#state)) this.#first = this.#state.value;
      for (;;) {
        if (isEvaluated(this.#state)) {
          if (this.#state.ending === 'notFinite') {
            return this.#end('notFinite', `In the answers of the objective, ${this.#offence}`);
          }
          if (!fixed) {
            const reached = yield* this.#verdict();
            if (reached !== null) return this.#end(reached.status, reached.what);
            if (this.#state.ending === 'floor') {
              return this.#end('stalled', 'Floating point shows no further decrease');
            }
          }
          if (this.#state.ending === 'lineSearchFailed') {
            return this.#end(
              this.#offence === null ? 'lineSearchFailed' : 'notFinite',
              this.#offence === null
                ? 'The line search found no acceptable point'
                : `In the answers of the objective, ${this.#offence}`,
            );
          }
        }
        if (this.#state.iteration - begun >= maxIterations && isEvaluated(this.#state)) {
          return fixed
            ? this.#end('completed', `All ${maxIterations} steps are made`)
            : this.#end('iterationLimit', `The tolerance is not met after ${maxIterations} steps`);
        }
        this.#offence = null;
        const next = yield* this.#ask(this.#method.step(this.#state));
        const where = firstNotFinite(next.x);
        if (!Number.isFinite(next.value) || firstNotFinite(next.gradient) >= 0 || where >= 0) {
          const named = where >= 0 ? `x[${where}] is ${next.x[where]}` : (this.#offence ?? 'a NaN');
          return this.#end('notFinite', `After the next step, ${named}`);
        }
        if (next.value < this.#state.value && largest(next.x) > FAR * Math.max(1, largest(from))) {
          this.#state = next;
          return this.#end(
            'unbounded',
            'The value still falls, and the iterates are beyond all bounds',
          );
        }
        this.#before = isEvaluated(this.#state) ? this.#state : null;
        this.#state = next;
        if (Number.isNaN(this.#first)) this.#first = this.#state.value;
        if ((yield { ask: 'progress', iterate: this.#state }) === false) {
          return this.#end('stopped', 'onIteration returned false');
        }
      }
    } catch (reason) {
      if (!(reason instanceof Interruption)) throw reason;
      return this.#end(reason.status, reason.what, reason.error);
    }
  }
}

/**
 * Whether Newton's steps have yet to contract at a gap where they should: a decrement is of a parabola, and what holds x back
 * need not be near. At a tolerance of 1e-3 gaps were found 0.9 of the value where decrements said 3e-4.
 */
const isEarly = (
  asks: readonly Ask[],
  { suspect, ending }: Iterate,
  told: Certificate | null,
  scale: number,
): boolean =>
  suspect === true &&
  ending === undefined &&
  told?.kind === 'newtonDecrement' &&
  told.value > CONTRACTING * scale &&
  asks.includes('curvature');

/**
 * Whether the guess is of a solve by conjugate gradients, which tell a gap from below: where a start near the
 * optimum leaves slopes in flat directions only, it was found 27 times as large. Of many variables, which take
 * many products a step, they are what there is.
 */
const isOwnSolve = ({ certificate, x }: Iterate): boolean =>
  certificate?.kind === 'estimate' && x.length <= LARGEST;

/** A decrement that would meet the target, with what the curvature loses along its step. */
function* raised<C extends Certificate | null>(
  { x, suspect = false }: Iterate,
  certificate: C,
  step: Float64Array | null,
  target: number,
  scale: number,
): Work<never, C> {
  if (certificate?.kind !== 'newtonDecrement' || !step?.length) return certificate;
  const { value } = certificate;
  if (!(value <= target && (suspect || value > QUADRATIC * scale))) return certificate;
  const drift = yield* driftTo(moved(x, 1, step), x);
  return { ...certificate, value: value * higherOrders(drift ?? 0, suspect ? CREEPING : 1) };
}

/** Of the square root of the relative gap: on four tables the ratio of gap and decrement stayed below. */
const HIGHER_ORDERS = 16;

/** Half the squared decrement tells the gap to second order; far from the minimum more is missing. */
const withHigherOrders = (certificate: Certificate, scale: number): Certificate => {
  const relative = Math.min(1, certificate.value / scale);
  return { ...certificate, value: certificate.value * (1 + HIGHER_ORDERS * Math.sqrt(relative)) };
};
