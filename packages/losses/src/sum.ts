/**
 * A running sum that carries its rounding error along (Neumaier), so that a million losses add up
 * to within an ulp or two of their exact sum, in the order they come.
 * @see A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, 1974
 */
export interface Sum {
  value: number;
  lost: number;
}

export const add = (sum: Sum, term: number): void => {
  const next = sum.value + term;
  // The larger of the two kept its digits; what the smaller lost is found by subtracting back.
  sum.lost +=
    Math.abs(sum.value) >= Math.abs(term) ? sum.value - next + term : term - next + sum.value;
  sum.value = next;
};

/** The sum with its correction. Once infinite, the correction is Infinity − Infinity: left out. */
export const total = ({ value, lost }: Sum): number => (value - value === 0 ? value + lost : value);
