import { rangeError, unknownOptions } from '@betahat/linalg/check';

/** The learning rate of a step, counted from 0. */
export type Schedule = (step: number) => number;

const positive = (where: string, name: string, value: number): number => {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw rangeError(where, name, 'a positive finite number', value);
  }
  return value;
};

const count = (where: string, name: string, value: number): number => {
  if (!(Number.isSafeInteger(value) && value > 0)) {
    throw rangeError(where, name, 'a positive integer', value);
  }
  return value;
};

/**
 * The same rate at every step.
 * @throws RangeError if the rate is not a positive finite number
 * @example constant(0.1)(7); // 0.1
 */
export const constant = (rate: number): Schedule => {
  positive('constant', 'rate', rate);
  return () => rate;
};

/**
 * initial · factor^⌊step / every⌋. PyTorch's StepLR, optax's exponential_decay(staircase=True).
 * @throws RangeError for a value that cannot be used
 * @example stepDecay({ initial: 1, factor: 0.5, every: 10 })(20); // 0.25
 */
export const stepDecay = (options: {
  readonly initial: number;
  readonly factor: number;
  readonly every: number;
}): Schedule => {
  unknownOptions('stepDecay', options, ['initial', 'factor', 'every']);
  const initial = positive('stepDecay', 'initial', options.initial);
  const factor = positive('stepDecay', 'factor', options.factor);
  const every = count('stepDecay', 'every', options.every);
  return (step) => initial * factor ** Math.floor(step / every);
};

/**
 * final + ½ (initial − final)(1 + cos(π · step / steps)), then `final` (I. Loshchilov & F. Hutter, SGDR,
 * ICLR 2017). As optax's cosine_decay_schedule, whose `alpha` is final / initial; PyTorch's
 * CosineAnnealingLR rises again after `steps`.
 * @throws RangeError for a value that cannot be used
 * @example cosine({ initial: 1, steps: 100 })(50); // 0.5
 */
export const cosine = (options: {
  readonly initial: number;
  readonly steps: number;
  readonly final?: number;
}): Schedule => {
  unknownOptions('cosine', options, ['initial', 'steps', 'final']);
  const { final = 0 } = options;
  const initial = positive('cosine', 'initial', options.initial);
  const steps = count('cosine', 'steps', options.steps);
  if (!(final >= 0 && final <= initial)) {
    throw rangeError('cosine', 'final', 'between 0 and initial', final);
  }
  return (step) =>
    final + 0.5 * (initial - final) * (1 + Math.cos((Math.PI * Math.min(step, steps)) / steps));
};

/** A rate, given as a number or as a schedule. */
export const scheduleOf = (where: string, rate: number | Schedule): Schedule => {
  if (typeof rate === 'function') return rate;
  positive(where, 'learningRate', rate);
  return () => rate;
};
