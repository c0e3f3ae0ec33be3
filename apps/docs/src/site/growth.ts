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
  /** Time grows as size to this power: over all sizes, and over the larger ones. */
  readonly exponent: number;
  readonly beyond: number;
}

/** results/growth.json of apps/bench, as the page shows it. */
export interface Growth {
  readonly machine: string;
  readonly day: string;
  readonly series: readonly GrowthSeries[];
}

interface GrowthFile {
  readonly machine: Machine;
  readonly series: readonly GrowthSeries[];
}

export const readGrowth = (json: unknown): Growth => {
  const { machine, series } = json as GrowthFile;
  return {
    machine: machineText(machine),
    day: dayOf(machine.date),
    series: series.map(({ along, points, exponent, beyond }) => ({
      ...{ along, exponent, beyond },
      points: points.map(({ size, ms, reads, solver }) => ({ size, ms, reads, solver })),
    })),
  };
};
