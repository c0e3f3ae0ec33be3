import { type Instance, stagingMemory, WORK_END, WORK_START } from '@betahat/activations/simd';
import { engineOf } from '@betahat/linalg';
import { type LossKernels, lossKernels } from './kernels.ts';

/** Kernels in a memory, and the bytes that they may work in. */
export interface Workplace extends Instance<LossKernels> {
  readonly memory: WebAssembly.Memory;
  readonly start: number;
  readonly end: number;
}

const known = new WeakMap<Instance<LossKernels>, Workplace>();

/**
 * Where a block of logits is worked on: in place, where a walk has it in kernel memory, else in a
 * memory of ours. Null where the engine is 'plain' or cannot be had.
 */
export const workplaceFor = (logits: Float64Array): Workplace | null => {
  const engine = engineOf(logits);
  const memory = engine?.memory ?? stagingMemory();
  const instance = lossKernels(memory);
  if (instance === null) return null;
  let place = known.get(instance);
  if (place === undefined) {
    const { freeStart, freeEnd } = engine ?? { freeStart: WORK_START, freeEnd: WORK_END };
    place = { ...instance, memory, start: freeStart, end: freeEnd };
    known.set(instance, place);
  }
  return place;
};

/** Whether an array lies in this memory, so that a kernel can use it where it is. */
export const isResident = (place: Workplace, array: ArrayBufferView): boolean =>
  array.buffer === place.memory.buffer && array.byteOffset % 8 === 0;

/** Up to so many numbers a loop copies faster than `set` with the view it needs (measured). */
const FEW = 96;

/**
 * The address of numbers `from` … `to` − 1 of an array: their own where they are resident, else that of
 * a copy at `at`.
 */
export const bring = (
  place: Workplace,
  array: Float64Array,
  from: number,
  to: number,
  at: number,
): number => {
  if (isResident(place, array)) return array.byteOffset + 8 * from;
  const { f64 } = place;
  const first = at / 8;
  if (to - from > FEW) f64.set(array.subarray(from, to), first);
  else for (let i = from; i < to; i++) f64[first + i - from] = array[i]!;
  return at;
};

/** Copies a result at `at` to numbers `from` … `to` − 1 of an array, unless it is there already. */
export const fetch = (
  place: Workplace,
  array: Float64Array,
  from: number,
  to: number,
  at: number,
): void => {
  if (array.buffer === place.memory.buffer && array.byteOffset + 8 * from === at) return;
  const { f64 } = place;
  const first = at / 8;
  if (to - from > FEW) array.set(f64.subarray(first, first + to - from), from);
  else for (let i = from; i < to; i++) array[i] = f64[first + i - from]!;
};
