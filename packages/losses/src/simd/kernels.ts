import { kernelsOf } from '@betahat/activations/simd';
import { binaryKernels as binary } from './binary.generated.ts';
import { softmaxKernels as softmax } from './softmax.generated.ts';

type Address = number;

/** See assembly/binary.ts. */
export interface BinaryKernels {
  readonly binary: (
    o: Address,
    y: Address,
    w: Address,
    c: Address,
    e: Address,
    rows: number,
    sums: Address,
    residuals: number,
  ) => void;
}

/** See assembly/softmax.ts. */
export interface SoftmaxKernels {
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
  readonly softResidual: SoftmaxKernels['indexResidual'];
  readonly product: (s: Address, rows: number, out: Address) => void;
  readonly weightedLogs: (s: Address, w: Address, rows: number, out: Address) => void;
}

export const binaryKernels = /* @__PURE__ */ kernelsOf<BinaryKernels>(binary);
export const softmaxKernels = /* @__PURE__ */ kernelsOf<SoftmaxKernels>(softmax);
