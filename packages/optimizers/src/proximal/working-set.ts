/** The smallest working set that is worth a Hessian. */
const SMALLEST = 100;

/** The variables that a step moves, and whether that is all that want to move. */
export interface WorkingSet {
  readonly columns: Uint32Array;
  readonly complete: boolean;
}

/**
 * The support, and the variables at zero whose slope violates optimality most: as many again as the
 * support holds, at least a hundred (M. Massias, A. Gramfort & J. Salmon, ICML 2018). The rest is
 * screened out for this step; the next full gradient checks it again.
 */
export const workingSet = (x: Float64Array, violation: Float64Array): WorkingSet => {
  const support: number[] = [];
  const waiting: number[] = [];
  for (let j = 0; j < x.length; j++) {
    if (x[j] !== 0) support.push(j);
    else if (violation[j] > 0) waiting.push(j);
  }
  const room = Math.max(SMALLEST, 2 * support.length) - support.length;
  waiting.sort((a, b) => violation[b] - violation[a] || a - b);
  const columns = Uint32Array.from([...support, ...waiting.slice(0, room)]).sort();
  return { columns, complete: waiting.length <= room };
};
