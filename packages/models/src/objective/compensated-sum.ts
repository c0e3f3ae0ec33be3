/**
 * A running sum that carries its own rounding error (A. Neumaier, ZAMM 54, 1974), so that the
 * objective of a million rows is as exact as that of one block.
 */
export interface CompensatedSum {
  readonly add: (term: number) => void;
  readonly total: () => number;
}

export const compensatedSum = (): CompensatedSum => {
  let sum = 0;
  let lost = 0;
  return {
    add: (term) => {
      const next = sum + term;
      lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
      sum = next;
    },
    // An infinite term makes `lost` NaN; the sum alone is then the answer.
    total: () => (Number.isFinite(sum) ? sum + lost : sum),
  };
};
