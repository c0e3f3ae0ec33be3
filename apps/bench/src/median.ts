/** The middle one of sorted numbers, or the mean of the two in the middle. */
export const median = (sorted: readonly number[]): number => {
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
};
