import type { SeparablePenalty } from '../request.ts';

/** The smallest working set that is worth a Hessian. */
const SMALLEST = 100;

/** Share of the variables from which all of them cost about as much: a Hessian takes data whole then. */
const NEARLY_ALL = 0.8;

/** The variables that a step moves, and whether that is all that want to move. */
export interface WorkingSet {
  readonly columns: Uint32Array;
  readonly complete: boolean;
}

/**
 * The support, and the variables at zero whose slope violates optimality most, or nearly does: as many
 * again as the support holds, at least a hundred (M. Massias, A. Gramfort & J. Salmon, ICML 2018).
 * The rest is screened out for this step; the next full gradient checks it again. Those that nearly
 * violate are there so that the next step can go on with the same Hessian.
 *
 * @param near times so much the slope of a variable at zero has to violate optimality
 */
export const workingSet = (
  x: Float64Array,
  gradient: Float64Array,
  penalty: SeparablePenalty,
  near: number,
): WorkingSet => {
  const support: number[] = [];
  const waiting: number[] = [];
  const violation = new Float64Array(x.length);
  let strict = 0;
  for (let j = 0; j < x.length; j++) {
    violation[j] = Math.abs(penalty.violationAt(j, x[j], near * gradient[j]));
    if (x[j] !== 0) support.push(j);
    else if (violation[j] > 0) waiting.push(j);
    if (x[j] === 0 && penalty.violationAt(j, 0, gradient[j]) !== 0) strict++;
  }
  const room = Math.max(SMALLEST, 2 * support.length) - support.length;
  const complete = strict <= room;
  if (support.length + Math.min(room, waiting.length) >= NEARLY_ALL * x.length) {
    return { columns: Uint32Array.from(x.keys()), complete: true };
  }
  waiting.sort((a, b) => violation[b] - violation[a] || a - b);
  const columns = Uint32Array.from([...support, ...waiting.slice(0, room)]).sort();
  return { columns, complete };
};

/** Whether every variable that is not zero or wants to move is among the columns, which ascend. */
export const covers = (columns: Uint32Array, x: Float64Array, violation: Float64Array): boolean => {
  let at = 0;
  for (let j = 0; j < x.length; j++) {
    if (columns[at] === j) at++;
    else if (x[j] !== 0 || violation[j] > 0) return false;
  }
  return true;
};
