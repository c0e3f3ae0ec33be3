import type { Domain } from './types.ts';

// Comparisons are false for NaN, but not for strings that look like numbers: hence the types.

/** Logits may be infinite (the limit is taken there), but not NaN. */
export const anyNumber: Domain = {
  holds: (x) => typeof x === 'number' && x >= -Infinity,
  words: 'a number',
};

export const finite: Domain = { holds: (x) => Number.isFinite(x), words: 'a finite number' };

export const unitInterval: Domain = {
  holds: (x) => typeof x === 'number' && x >= 0 && x <= 1,
  words: 'a number in [0, 1]',
};

export const weight: Domain = {
  holds: (x) => typeof x === 'number' && x >= 0 && x < Infinity,
  words: 'a finite number ≥ 0',
};
