/**
 * A sum that carries its rounding error along (Neumaier), so that a million losses add up to
 * within an ulp or two of their exact sum, in the order they come.
 * @see A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, 1974
 */
export const sumOf = (terms: ArrayLike<number>): number => {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i]!;
    const next = sum + term;
    // The larger of the two kept its digits; what the smaller lost is found by subtracting back.
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  // Once infinite, the correction is Infinity − Infinity: left out.
  return Math.abs(sum) < Infinity ? sum + lost : sum;
};
