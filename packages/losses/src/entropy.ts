/** p log p with its limit 0 at p = 0; Infinity for p < 0, where no distribution is. */
export const entropy = (p: number): number => (p === 0 ? 0 : p > 0 ? p * Math.log(p) : Infinity);
