import { stream } from '@betahat/random';

/** The rows 0 … n − 1 in the random order of an epoch: the same for the same seed and epoch. */
export const rowOrder = (rows: number, seed: number, epoch: number): Uint32Array => {
  // Seeds next to each other give unrelated streams; the odd factor keeps (seed, epoch) pairs apart.
  const { integer } = stream((seed + Math.imul(epoch + 1, 0x9e3779b1)) >>> 0);
  const order = Uint32Array.from({ length: rows }, (_, i) => i);
  for (let i = rows - 1; i > 0; i--) {
    const j = integer(i + 1);
    const held = order[i];
    order[i] = order[j];
    order[j] = held;
  }
  return order;
};

/** Whether a number can seed a stream. */
export const isSeed = (seed: number): boolean =>
  Number.isSafeInteger(seed) && seed >= 0 && seed < 2 ** 32;
