import { logSigmoid as plainLogSigmoid } from '../log-sigmoid.ts';
import { logSoftmax as plainLogSoftmax } from '../log-softmax.ts';
import { sigmoid as plainSigmoid } from '../sigmoid.ts';
import { softmax as plainSoftmax } from '../softmax.ts';
import { softplus as plainSoftplus } from '../softplus.ts';
import { byKernel as vector } from './elementwise.ts';
import { byKernel as rows } from './rowwise.ts';

/*
 * The same functions over vectors and matrices, by SIMD kernels in WebAssembly. They agree with the plain ones to
 * 4 ulp, and fall back to them where linalg's `useEngine()` says 'plain'.
 */

/**
 * Sigmoid of a vector: σ(x) = 1/(1 + e⁻ˣ). As the plain `sigmoid`, five times as fast (measured).
 * @throws TypeError or RangeError as the plain function
 * @example
 * import { sigmoid } from '@betahat/activations/simd';
 * sigmoid(new Float64Array([-1000, 0, 1000])); // Float64Array [0, 0.5, 1]
 */
export const sigmoid = /* @__PURE__ */ vector('sigmoid', plainSigmoid);

/**
 * Softplus of a vector: log(1 + eˣ). As the plain `softplus`.
 * @throws TypeError or RangeError as the plain function
 * @example
 * import { softplus } from '@betahat/activations/simd';
 * softplus(new Float64Array([1000])); // Float64Array [1000]
 */
export const softplus = /* @__PURE__ */ vector('softplus', plainSoftplus);

/**
 * Log-sigmoid of a vector: −log(1 + e⁻ˣ). As the plain `logSigmoid`.
 * @throws TypeError or RangeError as the plain function
 * @example
 * import { logSigmoid } from '@betahat/activations/simd';
 * logSigmoid(new Float64Array([-1000])); // Float64Array [-1000]
 */
export const logSigmoid = /* @__PURE__ */ vector('logSigmoid', plainLogSigmoid);

/**
 * Softmax of each row of a flat block: e^(xⱼ) / Σₖ e^(xₖ). As the plain `softmax`.
 * @throws TypeError or RangeError as the plain function
 * @example
 * import { softmax } from '@betahat/activations/simd';
 * softmax(new Float64Array([1000, 1000]), 2); // Float64Array [0.5, 0.5]
 */
export const softmax = /* @__PURE__ */ rows('softmax', plainSoftmax);

/**
 * Log-softmax of each row of a flat block: xⱼ − log Σₖ e^(xₖ). As the plain `logSoftmax`.
 * @throws TypeError or RangeError as the plain function
 * @example
 * import { logSoftmax } from '@betahat/activations/simd';
 * logSoftmax(new Float64Array([0, -1000]), 2); // Float64Array [0, -1000]
 */
export const logSoftmax = /* @__PURE__ */ rows('logSoftmax', plainLogSoftmax);

export {
  type Instance,
  type KernelSource,
  kernelsOf,
  stagingMemory,
  WORK_END,
  WORK_START,
} from './instantiate.ts';
