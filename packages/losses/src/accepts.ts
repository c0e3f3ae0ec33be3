/** Logits may be infinite (a limit is taken there), but not NaN. */
export const aLogit = { test: (x: number) => !Number.isNaN(x), words: 'a number' };

export const aProbability = {
  test: (x: number) => x >= 0 && x <= 1,
  words: 'a probability in [0, 1]',
};
