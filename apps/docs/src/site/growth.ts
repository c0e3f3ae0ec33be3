import type { Bar } from './fits.ts';
import { dayOf, type Machine, machineText } from './machine.ts';

/** Fits of growing size along one dimension. */
export interface GrowthSeries {
  /** What grows: rows, columns or classes. */
  readonly along: string;
  readonly points: readonly {
    readonly size: number;
    readonly ms: number;
    readonly reads: number;
    readonly solver: string;
  }[];
  /** Time grows as size to this power, over all sizes. */
  readonly exponent: number;
  /** The same over the sizes from one on: those beyond the last-level cache, or the larger half. */
  readonly tail: {
    readonly exponent: number;
    readonly from: number;
    readonly beyondCache: boolean;
  };
}

/** results/growth.json of apps/bench, as the page shows it. */
export interface Growth {
  readonly machine: string;
  readonly day: string;
  /** The gap that the fits go to. */
  readonly tolerance: number;
  readonly series: readonly GrowthSeries[];
  readonly bars: readonly Bar[];
}

interface GrowthFile {
  readonly machine: Machine;
  readonly tolerance: number;
  readonly verdict: Bar | null;
  readonly series: readonly (Omit<GrowthSeries, 'tail'> & {
    readonly beyond: number;
    readonly from: number;
    readonly beyondCache: boolean;
  })[];
}

export const readGrowth = (json: unknown): Growth => {
  const { machine, tolerance, series, verdict } = json as GrowthFile;
  return {
    machine: machineText(machine),
    day: dayOf(machine.date),
    tolerance,
    bars: verdict === null ? [] : [verdict],
    series: series.map(({ along, points, exponent, beyond, from, beyondCache }) => ({
      ...{ along, exponent, tail: { exponent: beyond, from, beyondCache } },
      points: points.map(({ size, ms, reads, solver }) => ({ size, ms, reads, solver })),
    })),
  };
};
