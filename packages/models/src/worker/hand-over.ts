import { engineOf, type Matrix } from '@betahat/linalg';
import { allocateShared, type Memories, pack } from '@betahat/linalg/threads';
import type { LinearProblem } from '../objective/problem.ts';
import type { ProblemData } from './messages.ts';

type Numbers = Float64Array | Float32Array | Uint32Array;

/** Bytes that are copied at a time: 5 ms. */
const SLICE = 16 << 20;

const isShared = ({ buffer }: Numbers): boolean =>
  buffer[Symbol.toStringTag] === 'SharedArrayBuffer';

/** A page that is not isolated may have shared memory (of WebAssembly), but its workers may not. */
const mayShare = (): boolean =>
  (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated !== false;

/** Kernel memory does not move, and a part of a buffer would take the rest of it along. */
const isMovable = (array: Numbers): boolean =>
  array.byteLength === array.buffer.byteLength && !isShared(array) && engineOf(array) === undefined;

/** A copy, made piece by piece so that others get their turn. */
const copied = async <T extends Numbers>(array: T): Promise<T> => {
  const copy = new (array.constructor as new (length: number) => T)(array.length);
  await inSlices(array, copy);
  return copy;
};

const inSlices = async (array: Numbers, copy: Numbers): Promise<void> => {
  const step = SLICE / array.BYTES_PER_ELEMENT;
  for (let from = 0; from < array.length; from += step) {
    copy.set(array.subarray(from, from + step), from);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
};

/** A problem as a message: its data, the shared memories they lie in, and the buffers that move with it. */
export interface HandedOver {
  readonly packed: unknown;
  readonly memories: Memories;
  readonly transfer: ArrayBuffer[];
}

/** A copy in memory that threads share; of a dense matrix where their kernels read it in place. */
const sharedCopy = async <T extends Numbers>(array: T, X: Matrix): Promise<T> => {
  const isMatrix = X.kind === 'dense' && X.data === (array as Numbers);
  const storage = array.BYTES_PER_ELEMENT === 4 ? 'float32' : 'float64';
  const copy = isMatrix
    ? (allocateShared(X.rows, X.cols, storage).data as T)
    : new (array.constructor as new (buffer: SharedArrayBuffer) => T)(
        new SharedArrayBuffer(array.byteLength),
      );
  await inSlices(array, copy);
  return copy;
};

/**
 * What a worker gets of a problem. Shared numbers stay where they are; those that may be taken move;
 * of others there is one copy. Targets and weights were made for the fit and move.
 *
 * @param take whether X may be taken from the caller
 * @param share whether several threads read the data: then all of it comes to lie in shared memory
 */
export const handOver = async (
  { X, outputs, loss, l1, l2, intercept }: LinearProblem,
  take: boolean,
  share: boolean,
): Promise<HandedOver> => {
  const transfer: ArrayBuffer[] = [];
  const handed = async <T extends Numbers>(array: T): Promise<T> => {
    if (isShared(array) && mayShare()) return array;
    if (share) return await sharedCopy(array, X);
    const moved = take && isMovable(array) ? array : await copied(array);
    transfer.push(moved.buffer as ArrayBuffer);
    return moved;
  };
  const matrix: Matrix =
    X.kind === 'dense'
      ? { kind: 'dense', rows: X.rows, cols: X.cols, data: await handed(X.data) }
      : {
          ...{ kind: 'csr', rows: X.rows, cols: X.cols },
          values: await handed(X.values),
          columns: await handed(X.columns),
          rowStart: await handed(X.rowStart),
        };
  const { targetWidth } = loss;
  const targets = share ? await sharedCopy(loss.targets, X) : loss.targets;
  const weights = share && loss.weights ? await sharedCopy(loss.weights, X) : loss.weights;
  for (const array of [targets, weights]) {
    if (array !== null && isMovable(array)) transfer.push(array.buffer as ArrayBuffer);
  }
  const data: ProblemData = {
    ...{ X: matrix, outputs, targets, targetWidth, weights, l1, l2, intercept },
  };
  const memories: Memories = new Map();
  // Two parts of a sparse matrix may lie in one buffer, which moves once.
  return { packed: pack(data, memories), memories, transfer: [...new Set(transfer)] };
};
