import { kernelsOf } from '@betahat/activations/simd';
import { kernels } from './kernels.generated.ts';

type Address = number;

/** See assembly/binary.ts and assembly/softmax.ts. */
export interface LossKernels {
  readonly binaryValue: (o: Address, y: Address, rows: number, sums: Address) => void;
  readonly binaryResidual: (o: Address, y: Address, rows: number, sums: Address) => void;
  readonly binaryCurvature: (
    o: Address,
    y: Address,
    c: Address,
    rows: number,
    sums: Address,
  ) => void;
  readonly binaryValueWeighted: (
    o: Address,
    y: Address,
    w: Address,
    rows: number,
    sums: Address,
  ) => void;
  readonly binaryResidualWeighted: (
    o: Address,
    y: Address,
    w: Address,
    rows: number,
    sums: Address,
  ) => void;
  readonly binaryCurvatureWeighted: (
    o: Address,
    y: Address,
    w: Address,
    c: Address,
    rows: number,
    sums: Address,
  ) => void;
  readonly shift: (o: Address, d: Address, rows: number, classes: number) => number;
  readonly exponentials: (d: Address, count: number, tiny: number) => void;
  readonly totals: (e: Address, rows: number, classes: number, s: Address) => void;
  readonly indexDistance: (
    d: Address,
    y: Address,
    w: Address,
    rows: number,
    classes: number,
  ) => number;
  readonly softDistance: (
    d: Address,
    y: Address,
    w: Address,
    rows: number,
    classes: number,
    counts: Address,
  ) => number;
  readonly indexResidual: (
    e: Address,
    p: Address,
    r: Address,
    y: Address,
    w: Address,
    s: Address,
    rows: number,
    classes: number,
  ) => void;
  readonly softResidual: LossKernels['indexResidual'];
  readonly product: (s: Address, rows: number, out: Address) => void;
  readonly weightedLogs: (s: Address, w: Address, rows: number, out: Address) => void;
}

export const lossKernels = /* @__PURE__ */ kernelsOf<LossKernels>(kernels);
