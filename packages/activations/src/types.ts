import type { DenseMatrix, FloatArray } from '@betahat/linalg';

/** An activation that maps each number on its own. */
export interface ElementwiseActivation {
  readonly kind: 'elementwise';
  readonly name: string;
  /** The value, written as on paper. */
  readonly formula: string;
  /** Infimum and supremum of the values. Rounding may reach either end. */
  readonly range: readonly [number, number];
  readonly value: Elementwise;
  readonly vjp: ElementwiseVjp;
}

/** An activation that maps each row of a block as a whole. */
export interface RowActivation {
  readonly kind: 'row';
  readonly name: string;
  readonly formula: string;
  /** Infimum and supremum of each entry. */
  readonly range: readonly [number, number];
  readonly value: Rowwise;
  readonly vjp: RowVjp;
}

export type Activation = ElementwiseActivation | RowActivation;

/** A function of one number that also maps vectors and dense matrices, entry by entry. */
export interface Elementwise {
  (x: number): number;
  <V extends FloatArray>(x: V): V;
  <V extends FloatArray>(x: FloatArray, out: V): V;
  (x: DenseMatrix, out?: DenseMatrix): DenseMatrix;
}

/**
 * Multiplies a cotangent by the derivative, which is read off the *output* of the activation:
 * `vjp(f(x), c)` is `c · f′(x)`, entry by entry.
 */
export interface ElementwiseVjp {
  (output: number, cotangent: number): number;
  <V extends FloatArray>(output: V, cotangent: FloatArray): V;
  <V extends FloatArray>(output: FloatArray, cotangent: FloatArray, out: V): V;
  (output: DenseMatrix, cotangent: DenseMatrix, out?: DenseMatrix): DenseMatrix;
}

/** A function of rows: of a flat block of rows of the given width, or of a dense matrix. */
export interface Rowwise {
  <V extends FloatArray>(logits: V, width: number): V;
  <V extends FloatArray>(logits: FloatArray, width: number, out: V): V;
  (logits: DenseMatrix, out?: DenseMatrix): DenseMatrix;
}

/** `vjp(f(x), width, c)` is `cᵀ · ∂f/∂x`, row by row, with the Jacobian read off the output. */
export interface RowVjp {
  <V extends FloatArray>(output: V, width: number, cotangent: FloatArray): V;
  <V extends FloatArray>(output: FloatArray, width: number, cotangent: FloatArray, out: V): V;
  (output: DenseMatrix, cotangent: DenseMatrix, out?: DenseMatrix): DenseMatrix;
}
