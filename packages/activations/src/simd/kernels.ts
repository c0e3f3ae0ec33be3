import { kernelsOf } from './instantiate.ts';
import { kernels } from './kernels.generated.ts';

/** Addresses and counts; everything in place. */
export interface ActivationKernels {
  readonly sigmoid: (x: number, count: number) => void;
  readonly softplus: (x: number, count: number) => void;
  readonly logSigmoid: (x: number, count: number) => void;
  readonly softmax: (x: number, rows: number, classes: number) => void;
  readonly logSoftmax: (x: number, rows: number, classes: number, work: number, s: number) => void;
}

export const activationKernels = /* @__PURE__ */ kernelsOf<ActivationKernels>(kernels);
