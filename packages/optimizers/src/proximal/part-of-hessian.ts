import type { DenseMatrix } from '@betahat/linalg';
import { dot } from '../vector.ts';

/** The Hessian over some of the variables, as it was at this point or one before. */
export interface PartOfHessian {
  readonly columns: Uint32Array;
  readonly H: DenseMatrix;
}

/** The entries of a vector that belong to the columns. */
export const partOf = (columns: Uint32Array, v: Float64Array): Float64Array => {
  const part = new Float64Array(columns.length);
  for (let i = 0; i < part.length; i++) part[i] = v[columns[i]];
  return part;
};

/** H v over the columns. Four sums, so that additions need not wait for one another. */
export const partProduct = ({ H }: PartOfHessian, v: Float64Array): Float64Array => {
  const { data, cols: n } = H;
  const whole = n - (n % 4);
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let [a, b, c, d] = [0, 0, 0, 0];
    const at = i * n;
    for (let k = 0; k < whole; k += 4) {
      a += data[at + k] * v[k];
      b += data[at + k + 1] * v[k + 1];
      c += data[at + k + 2] * v[k + 2];
      d += data[at + k + 3] * v[k + 3];
    }
    for (let k = whole; k < n; k++) a += data[at + k] * v[k];
    out[i] = a + b + (c + d);
  }
  return out;
};

/** A curvature below this share of the one that H has tells of rounding. */
const LEAST_CURVATURE = 1e-8;

/**
 * H made to agree with the change y of the gradient along a step s, which lies in the columns (BFGS):
 *
 *     H − (Hs)(Hs)ᵀ/(sᵀHs) + yyᵀ/(sᵀy)
 *
 * A path of 100 elastic nets, 5000 × 500, took 226 reads without it, 175 with it. H itself where sᵀHs is
 * no more than `floor`, below which changes of the gradient are rounding.
 */
export const corrected = (
  part: PartOfHessian,
  s: Float64Array,
  y: Float64Array,
  floor: number,
): PartOfHessian => {
  const { columns, H } = part;
  const Hs = partProduct(part, s);
  const sHs = dot(s, Hs);
  const sy = dot(s, y);
  if (!(sHs > floor && sy > LEAST_CURVATURE * sHs)) return part;
  const n = columns.length;
  const data = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const a = Hs[i] / sHs;
    const b = y[i] / sy;
    const at = i * n;
    for (let k = 0; k < n; k++) data[at + k] = H.data[at + k] - a * Hs[k] + b * y[k];
  }
  return { columns, H: { ...H, data } };
};

/** With `added(j)` on the diagonal for variable j. */
export const raised = (
  { columns, H }: PartOfHessian,
  added: (j: number) => number,
): PartOfHessian => {
  const data = H.data.slice();
  columns.forEach((j, i) => {
    data[i * H.cols + i] += added(j);
  });
  return { columns, H: { ...H, data } };
};
