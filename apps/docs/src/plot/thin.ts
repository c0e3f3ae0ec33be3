/**
 * Indices of a trace that a plot over a logarithmic axis can show: one per hundredth of a decade,
 * and the last.
 */
export const thin = (length: number): number[] => {
  const kept: number[] = [];
  let last = -1;
  for (let i = 0; i < length; i++) {
    const bin = Math.floor(Math.log10(i + 1) * 100);
    if (bin > last || i === length - 1) kept.push(i);
    last = bin;
  }
  return kept;
};
