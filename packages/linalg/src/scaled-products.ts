import type { FloatArray, ScaledMatrix } from './types.ts';

/*
 * With Z = (X − 1·mᵀ)·S⁻¹, where m is the centre and S the diagonal matrix of the scale:
 *
 *     Z·B        = X·(S⁻¹B) − 1·(mᵀS⁻¹B)
 *     Zᵀ·B       = S⁻¹·(XᵀB − m·(1ᵀB))
 *     Zᵀ·D·Z     = S⁻¹·(XᵀDX − u·mᵀ − m·uᵀ + δ·m·mᵀ)·S⁻¹,  u = XᵀD1, δ = 1ᵀD1
 *
 * Matrices B and results are row-major with `width` columns.
 */

/** S⁻¹·B, a copy. */
export const unscaledRows = (
  { scale }: ScaledMatrix,
  B: FloatArray,
  width: number,
): Float64Array => {
  const rows = Float64Array.from(B);
  if (scale !== null) for (let i = 0; i < rows.length; i++) rows[i] /= scale[Math.floor(i / width)];
  return rows;
};

/** Z·B from X·(S⁻¹B), in place. @param rows S⁻¹·B */
export const centerProduct = (
  { center }: ScaledMatrix,
  rows: Float64Array,
  width: number,
  product: Float64Array,
): void => {
  if (center === null) return;
  const shift = new Float64Array(width);
  for (let i = 0; i < rows.length; i++) shift[i % width] += center[Math.floor(i / width)] * rows[i];
  for (let i = 0; i < product.length; i++) product[i] -= shift[i % width];
};

/** Zᵀ·B from XᵀB, in place. */
export const centerTransposed = (
  { center, scale }: ScaledMatrix,
  B: FloatArray,
  width: number,
  product: Float64Array,
): void => {
  const sums = new Float64Array(width);
  if (center !== null) for (let i = 0; i < B.length; i++) sums[i % width] += B[i];
  for (let i = 0; i < product.length; i++) {
    const j = Math.floor(i / width);
    const shifted = center === null ? product[i] : product[i] - center[j] * sums[i % width];
    product[i] = scale === null ? shifted : shifted / scale[j];
  }
};

/** ZᵀDZ from XᵀDX, in place, symmetric to the bit. @param u XᵀD1 @param total δ */
export const centerGram = (
  { cols, center, scale }: ScaledMatrix,
  u: Float64Array | null,
  total: number,
  gram: Float64Array,
): void => {
  for (let i = 0; i < cols; i++) {
    for (let j = 0; j < cols; j++) {
      const at = i * cols + j;
      if (center !== null && u !== null) {
        const [m, n] = [center[i], center[j]];
        gram[at] += total * (m * n) - (u[i] * n + m * u[j]);
      }
      if (scale !== null) gram[at] /= scale[i] * scale[j];
    }
  }
};
