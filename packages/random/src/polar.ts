import { portableLog } from './portable-log.ts';

/**
 * Standard normal variates by Marsaglia's polar method, in the order of NumPy's legacy generator:
 * each round gives two, the second is kept for the next call.
 *
 *     (u, v) uniform in the unit disc, q = u² + v²;   f = √(−2 log q / q);   v f now, u f next
 *
 * @param uniform draws from [0, 1)
 * @see G. Marsaglia and T. A. Bray, A convenient method for generating normal variables, SIAM Review 6, 1964
 */
export const polarNormal = (uniform: () => number): (() => number) => {
  let kept: number | undefined;
  return () => {
    if (kept !== undefined) {
      const value = kept;
      kept = undefined;
      return value;
    }
    let u: number;
    let v: number;
    let q: number;
    do {
      u = 2 * uniform() - 1;
      v = 2 * uniform() - 1;
      q = u * u + v * v;
    } while (q >= 1 || q === 0);
    const f = Math.sqrt((-2 * portableLog(q)) / q);
    kept = f * u;
    return f * v;
  };
};
