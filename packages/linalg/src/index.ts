export { allocate, type Storage } from './allocate.ts';
export { allocateCsr } from './allocate-csr.ts';
export { type Cholesky, cholesky, NotPositiveDefiniteError } from './cholesky.ts';
export { choleskySolve } from './cholesky-solve.ts';
export { conditionEstimate } from './condition-estimate.ts';
export { csr } from './csr.ts';
export { csrFromTriplets, type Triplet } from './csr-from-triplets.ts';
export { dense } from './dense.ts';
export { exp, expm1, log1p } from './elementary.ts';
export { engineOf, type WalkEngine } from './engine-of.ts';
export { fromColumns } from './from-columns.ts';
export { fromRows } from './from-rows.ts';
export { gram } from './gram.ts';
export { gramFloat32 } from './gram-float32.ts';
export { inKernelMemory } from './in-kernel-memory.ts';
export { kernelModule } from './kernel-module.ts';
export { useEngine } from './kernels/engine.ts';
export type { Engine, KernelSource } from './kernels/source.ts';
export { multiply } from './multiply.ts';
export { outerGram } from './outer-gram.ts';
export { type PivotedCholesky, pivotedCholesky } from './pivoted-cholesky.ts';
export { rowRange } from './row-range.ts';
export {
  type RowWalk,
  type RowWalkOptions,
  rowWalk,
  type Visit,
} from './row-walk.ts';
export { type ScaledOptions, scaled } from './scaled.ts';
export { toCsr } from './to-csr.ts';
export { toDense } from './to-dense.ts';
export { transposeMultiply } from './transpose-multiply.ts';
export type { CsrMatrix, DenseMatrix, FloatArray, Matrix, ScaledMatrix } from './types.ts';
export { axpy, dot, norm2, normInf, scale, sum } from './vector.ts';
export { type Weigh, weightedGrams } from './weighted-grams.ts';
export { type ScratchAllocate, withScratch } from './with-scratch.ts';
