/**
 * How much a change of logits can change the curvature of a row, at most: δ with e^−δ D ⪯ D⁺ ⪯ e^δ D for the
 * curvature D of the loss before and D⁺ after it.
 *
 * - one output: δ = |change|, as |(ŷ(1−ŷ))′| ≤ ŷ(1−ŷ)
 * - softmax: δ = the largest change of a class minus the smallest, as a third central moment
 *   E[(u−ū)²(v−v̄)] is at most max|v−v̄| Var(u)
 *
 * (F. Bach, Self-concordant analysis for logistic regression, Electron. J. Stat. 4, 2010, section 2.)
 *
 * @param changes of a block of rows, rows×outputs
 * @returns the largest δ of them; NaN where a change is
 */
export const largestChange = (changes: Float64Array, outputs: number): number => {
  let most = 0;
  for (let at = 0; at < changes.length; at += outputs) {
    let low = outputs === 1 ? 0 : changes[at];
    let high = low;
    for (let k = at; k < at + outputs; k++) {
      low = Math.min(low, changes[k]);
      high = Math.max(high, changes[k]);
    }
    most = Math.max(most, high - low);
  }
  return most;
};
