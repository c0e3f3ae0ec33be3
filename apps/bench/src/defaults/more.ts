import type { Workload } from '../fits/workloads/all.ts';
import { gaussian } from '../fits/workloads/gaussian.ts';

const workload = (
  name: string,
  family: Workload['family'],
  [rows, cols, classes]: readonly [number, number, number],
  penalties: readonly { readonly l1: number; readonly l2: number }[],
  correlation = 0,
): Workload => ({
  name,
  family,
  make: () => ({
    ...gaussian({ name, family, rows, cols, classes, seed: 51, correlation }),
    penalties,
  }),
});

/** Kinds of problems that no speed is measured of. */
export const more = (): Workload[] => [
  workload('L1 1000000×20', 'L1', [1_000_000, 20, 2], [{ l1: 1000, l2: 0 }]),
  workload('L1 softmax 50000×20×4', 'L1', [50_000, 20, 4], [{ l1: 100, l2: 0 }]),
  workload('L1 softmax 50000×20×4, correlated', 'L1', [50_000, 20, 4], [{ l1: 25, l2: 0 }], 0.9),
  workload('elastic-net softmax 20000×50×6', 'L1', [20_000, 50, 6], [{ l1: 50, l2: 1 }]),
  workload('unpenalised softmax 50000×20×4', 'unpenalised', [50_000, 20, 4], [{ l1: 0, l2: 0 }]),
  workload('tiny penalty 50000×20', 'tall', [50_000, 20, 2], [{ l1: 0, l2: 1e-8 }], 0.99),
  workload('large penalty 50000×20', 'tall', [50_000, 20, 2], [{ l1: 0, l2: 1e8 }], 0.99),
];
