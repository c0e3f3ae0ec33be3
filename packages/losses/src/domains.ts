import type { Domain } from './types.ts';

// Each comparison is false for NaN, and also for what is no number: "1" ≥ 0 would pass.

const isNumber = (x: number): boolean => typeof x === 'number' && !Number.isNaN(x);

/** Logits may be infinite (the limit is taken there), but not NaN. */
export const anyNumber: Domain = { holds: isNumber, words: 'a number' };

export const finite: Domain = { holds: (x) => Number.isFinite(x), words: 'a finite number' };

export const unitInterval: Domain = {
  holds: (x) => isNumber(x) && x >= 0 && x <= 1,
  words: 'a number in [0, 1]',
};

export const weight: Domain = {
  holds: (x) => Number.isFinite(x) && x >= 0,
  words: 'a finite number ≥ 0',
};
