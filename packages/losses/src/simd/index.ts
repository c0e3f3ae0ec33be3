/*
 * The block losses by SIMD kernels in WebAssembly: what `@betahat/models` hands to its objective. They
 * agree with the plain ones of `@betahat/losses` to a few ulp.
 */
export { binaryCrossEntropyBlock } from './binary-cross-entropy-block.ts';
export { categoricalCrossEntropyBlock } from './categorical-cross-entropy-block.ts';
