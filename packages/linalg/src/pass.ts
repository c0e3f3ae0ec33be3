import { densePass } from './kernels/dense-pass.ts';
import type { Pass } from './kernels/pass.ts';
import { sparseBlockEnd, sparseBlockRows, sparsePass } from './kernels/sparse-pass.ts';
import type { Matrix } from './types.ts';

/** Rows in a block of the plain pass: as many as 32 kB hold, were the matrix dense, and their logits. */
const blockRows = (cols: number, outputs: number): number =>
  Math.min(4096, Math.max(4, Math.floor(4096 / (cols + outputs))));

const plainPass = (
  X: Matrix,
  outputs: number,
  { forward, coefficients, intercepts, visit, backward, gradient, interceptGradient }: Pass,
  given: number | undefined,
): void => {
  const { rows, cols } = X;
  const isSparse = X.kind === 'csr';
  const most = isSparse ? sparseBlockRows(outputs, given) : (given ?? blockRows(cols, outputs));
  const buffer = new Float64Array(Math.min(most, rows) * outputs);
  for (let start = 0, end: number; start < rows; start = end) {
    // A sum that `visit` takes over blocks depends on them to the bit: sparse ones are the kernels'.
    end = isSparse ? sparseBlockEnd(X, start, most) : Math.min(start + most, rows);
    const count = end - start;
    const logits = count === most ? buffer : buffer.subarray(0, count * outputs);
    const at = start * cols;
    if (forward !== null && coefficients !== null) {
      const { plainCsr, plainDense } = forward;
      if (X.kind === 'csr') plainCsr(X, start, end, coefficients, intercepts, outputs, logits);
      else plainDense(X.data, at, count, cols, coefficients, intercepts, outputs, logits);
    }
    visit(logits, start, count);
    if (backward !== null && gradient !== null) {
      if (X.kind === 'csr') backward.plainCsr(X, start, end, logits, outputs, gradient);
      else backward.plainDense(X.data, at, count, cols, logits, outputs, gradient);
      if (interceptGradient !== null) {
        for (let o = 0; o < logits.length; o++) interceptGradient[o % outputs] += logits[o];
      }
    }
  }
};

/**
 * One pass over the rows of a matrix, by kernels where there are any: what walks and products are.
 * @param most rows in a block at most
 */
export const runPass = (X: Matrix, outputs: number, pass: Pass, most?: number): void => {
  const done =
    X.kind === 'dense' ? densePass(X, outputs, pass, most) : sparsePass(X, outputs, pass, most);
  if (!done) plainPass(X, outputs, pass, most);
};
