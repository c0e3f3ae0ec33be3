/** A short generator for test inputs, the same on every machine (Lehmer, modulus 2³¹ − 1). */
export const randomStream = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
};
