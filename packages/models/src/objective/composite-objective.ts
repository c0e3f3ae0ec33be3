import type { Composite, SeparablePenalty } from '@betahat/optimizers';
import { dualityGap } from './duality-gap.ts';
import { gapFromReading, tiltAt } from './gap-from-reading.ts';
import { type Kept, keptOf } from './kept.ts';
import {
  type LinearAsk,
  type LinearObjective,
  linearObjective,
  type Reads,
} from './linear-objective.ts';
import type { LinearProblem } from './problem.ts';

/** A linear model with an L1 penalty: its smooth part, which holds the L2 penalty, and the rest. */
export interface CompositeObjective extends Composite<LinearAsk> {
  readonly smooth: LinearObjective;
  readonly passes: () => number;
}

/** Entries to a row from which weights of the rows are no matter of memory: 5 % of 1 000 000×20. */
const FULL = 32;

/**
 * @param keep where the last gradients are kept: what fits of one problem with several penalties share
 * @param smooth the smooth part, where it is not read on this thread alone, and its count of reads
 */
export const compositeObjective = (
  problem: LinearProblem,
  reads: Reads = { total: 0, share: 1 },
  keep: Kept = keptOf(problem.X.rows * problem.outputs),
  smooth: LinearObjective = linearObjective(problem, reads, { keep }),
): CompositeObjective => {
  // Kept from gap to gap: what a fit throws away is not collected before it amounts to the data.
  let room: Float64Array | undefined;
  const { X } = problem;
  const isFull = (X.kind === 'dense' ? X.data : X.values).length >= FULL * X.rows;
  return {
    dimension: smooth.dimension,
    smooth,
    passes: smooth.passes,
    penalty: coefficientPenalty(problem),
    gap: ({ x }) => {
      room ??= new Float64Array(problem.X.rows * problem.outputs);
      const known = gapFromReading(problem, x, keep, room);
      if (known !== null) return known;
      reads.total += 1;
      keep.tilt = isFull ? tiltAt(problem, x, keep) : null;
      const tilted = keep.tilt && gapFromReading(problem, x, keep, room);
      if (tilted !== null) return tilted;
      return dualityGap(problem, x, smooth.logits(x), room);
    },
  };
};

/** l1·|w| for each coefficient, nothing for the intercepts behind them. */
export const coefficientPenalty = ({ l1, outputs, X }: LinearProblem): SeparablePenalty => {
  const penalised = outputs * X.cols;
  return {
    value: (x) => {
      let sum = 0;
      for (let j = 0; j < Math.min(penalised, x.length); j++) sum += Math.abs(x[j]);
      return l1 * sum;
    },
    proxAt: (j, u, step) => (j < penalised ? softThreshold(u, l1 * step) : u),
    violationAt: (j, z, g) =>
      j >= penalised ? g : z === 0 ? softThreshold(g, l1) : g + l1 * Math.sign(z),
    ...(outputs > 1 ? { tied: (j: number) => (j < penalised ? j % X.cols : -1) } : {}),
  };
};

/** sign(u)·max(|u| − t, 0). */
const softThreshold = (u: number, t: number): number => (u > t ? u - t : u < -t ? u + t : 0);
