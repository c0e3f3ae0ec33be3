import type { LogisticRegression, SoftmaxRegression } from '../src/index.ts';

const SPLIT = 2 ** 27 + 1;

/** a·b and what rounding takes from it (T. J. Dekker, Numer. Math. 18, 1971). */
const product = (a: number, b: number): readonly [number, number] => {
  const p = a * b;
  const [ca, cb] = [SPLIT * a, SPLIT * b];
  const [ah, bh] = [ca - (ca - a), cb - (cb - b)];
  const [al, bl] = [a - ah, b - bh];
  return [p, ah * bh - p + ah * bl + al * bh + al * bl];
};

/** w·x + b, rounded once: terms of 1e12 that cancel take no digits. */
const logit = (w: ArrayLike<number>, x: readonly number[], b: number): number => {
  let sum = b;
  let rest = 0;
  x.forEach((xj, j) => {
    const [term, low] = product(w[j]!, xj);
    const next = sum + term;
    const moved = next - sum;
    rest += sum - (next - moved) + (term - moved) + low;
    sum = next;
  });
  return sum + rest;
};

/** Σ s ℓ + (l2/2)‖W‖² at a model, of labels 0, 1, …: by logits of twice the precision, with no code of the library. */
export const exactObjective = (
  model: LogisticRegression<number> | SoftmaxRegression<number>,
  X: readonly (readonly number[])[],
  y: readonly number[],
  l2: number,
  s?: Float64Array,
): number => {
  const isBinary = 'intercept' in model;
  const W = Float64Array.from(isBinary ? model.coefficients : model.coefficients.data);
  const b = isBinary ? [model.intercept] : [...model.intercepts];
  const cols = X[0]!.length;
  let sum = 0;
  X.forEach((x, i) => {
    const logits = b.map((bk, k) => logit(W.subarray(k * cols, (k + 1) * cols), x, bk));
    if (isBinary) logits.unshift(0);
    const beyond = logits.map((z) => z - logits[y[i]!]!);
    beyond.splice(y[i]!, 1);
    const most = Math.max(0, ...beyond);
    const others = beyond.reduce((total, z) => total + Math.exp(z - most), 0);
    const loss = most === 0 ? Math.log1p(others) : most + Math.log(Math.exp(-most) + others);
    sum += (s?.[i] ?? 1) * loss;
  });
  return sum + 0.5 * l2 * W.reduce((total, w) => total + w * w, 0);
};
