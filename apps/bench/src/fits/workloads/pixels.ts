import { dense } from '@betahat/linalg';
import { RandomState } from '@betahat/random';
import type { Problem } from '../problem.ts';

const SIDE = 28;
const CLASSES = 10;
const STYLES = 40;

/** Pictures of four soft spots each, added or (`signed`) also taken away. */
const spots = (count: number, signed: boolean, random: RandomState): Float64Array => {
  const out = new Float64Array(count * SIDE * SIDE);
  for (let i = 0; i < count; i++)
    for (let spot = 0; spot < 4; spot++) {
      const [cx, cy] = [14 * random.rand() - 7, 14 * random.rand() - 7];
      const sign = signed && random.rand() < 0.5 ? -1 : 1;
      for (let k = 0; k < SIDE * SIDE; k++) {
        const [dx, dy] = [(k % SIDE) - 13.5 - cx, Math.floor(k / SIDE) - 13.5 - cy];
        out[i * SIDE * SIDE + k]! += sign * Math.exp(-(dx * dx + dy * dy) / 9.68);
      }
    }
  return out;
};

/**
 * Shaped like a set of handwritten digits: 784 smooth 8-bit pixels, many of them 0 in all rows, ten
 * classes, 4 % of the labels wrong.
 */
export const pixels = (rows: number): Problem => {
  const random = new RandomState(20);
  const templates = spots(CLASSES, false, random);
  const styles = spots(STYLES, true, random);
  const cols = SIDE * SIDE;
  const y = random.randint(0, CLASSES, rows);
  const X = new Float64Array(rows * cols);
  const inside = Float64Array.from({ length: cols }, (_, k) => {
    const [x, z] = [(k % SIDE) - 13.5, Math.floor(k / SIDE) - 13.5];
    return x * x + z * z < 12.5 ** 2 ? 1 : 0;
  });
  for (let i = 0; i < rows; i++) {
    const row = X.subarray(i * cols, (i + 1) * cols);
    row.set(templates.subarray(y[i]! * cols, (y[i]! + 1) * cols));
    const style = random.randn(STYLES);
    for (let s = 0; s < STYLES; s++) {
      const by = 0.35 * style[s]!;
      for (let k = 0; k < cols; k++) row[k]! += by * styles[s * cols + k]!;
    }
    const noise = random.randn(cols);
    for (let k = 0; k < cols; k++) {
      const value = Math.min(1, Math.max(0, row[k]! - 0.35 + 0.1 * noise[k]!));
      row[k] = Math.round(255 * value * inside[k]!) / 255;
    }
  }
  for (let i = 0; i < rows; i++) if (random.rand() < 0.04) y[i] = random.randint(CLASSES);
  return {
    name: `softmax pixels ${rows}×784×10`,
    family: 'pixels',
    X: dense(rows, cols, X),
    y,
    classes: CLASSES,
    penalties: [{ l1: 0, l2: 1 }],
  };
};
