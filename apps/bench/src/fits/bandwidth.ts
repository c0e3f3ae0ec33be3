import { allocate, engineOf } from '@betahat/linalg';
import { yardstick } from '../kernels/yardstick.ts';
import { median } from '../median.ts';

const NUMBERS = 2 ** 26;
const ROUNDS = 7;

/** Bytes per second that one thread reads: a SIMD sum over 512 MB of resident numbers in four streams. */
export const readBandwidth = (): number => {
  const { data } = allocate(NUMBERS / 64, 64);
  data.fill(1);
  const engine = engineOf(data);
  if (engine === undefined) return Number.NaN;
  const { sumOfQuarters } = yardstick(engine.memory);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begin = performance.now();
    sumOfQuarters(data.byteOffset, data.length);
    times.push(performance.now() - begin);
  }
  return (8 * data.length) / (median(times.sort((a, b) => a - b)) / 1000);
};
