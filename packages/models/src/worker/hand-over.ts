import { engineOf, type Matrix } from '@betahat/linalg';
import { allocateShared, type Memories, pack } from '@betahat/linalg/threads';
import type { LinearProblem } from '../objective/problem.ts';
import type { ProblemData } from './messages.ts';

type Numbers = Float64Array | Float32Array | Uint32Array;

/** Bytes that are copied at a time: 2 to 5 ms. */
const SLICE = 8 << 20;

/** Lets events, timers and painting have their turn. A timer would wait 1 ms in Node, 4 in a browser. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

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
    await turn();
  }
};

/** A problem as a message: its data, the shared memories they lie in, and the buffers that move with it. */
export interface HandedOver {
  readonly packed: unknown;
  readonly memories: Memories;
  readonly transfer: ArrayBuffer[];
  /** The shared memory that X was copied to, if any. */
  readonly room: Room | null;
}

/** Memory that threads share, for the numbers of a matrix. */
export type Room = Pick<Uint8Array, 'buffer' | 'byteOffset' | 'byteLength'>;

const arraysOf = (X: Matrix): readonly Numbers[] =>
  X.kind === 'dense' ? [X.data] : [X.values, X.columns, X.rowStart];

export const bytesOf = (X: Matrix): number =>
  arraysOf(X).reduce((sum, { byteLength }) => sum + byteLength, 0);

/** The matrix with each of its arrays replaced, in this order: numbers, columns, starts of rows. */
const withArrays = async (
  X: Matrix,
  replaced: <T extends Numbers>(array: T) => Promise<T>,
): Promise<Matrix> => {
  if (X.kind === 'dense') return { ...X, data: await replaced(X.data) };
  const values = await replaced(X.values);
  return { ...X, values, columns: await replaced(X.columns), rowStart: await replaced(X.rowStart) };
};

/** Memory that a matrix leaves unused would be wasted for as long as it is kept. */
export const isRoomFor = (X: Matrix, room: Room): boolean =>
  room.byteLength >= bytesOf(X) && room.byteLength <= 2 * bytesOf(X);

/**
 * The matrix in memory that threads share, where their kernels read it in place, and that memory.
 * @param room memory of an earlier fit. Touching new memory takes 0.5 ms a MB, six times the copy
 */
const sharedMatrix = async (X: Matrix, room: Room | null): Promise<[Matrix, Room | null]> => {
  if (arraysOf(X).every(isShared) && mayShare()) return [X, null];
  const place = room ?? allocateShared(1, Math.ceil(bytesOf(X) / 8)).data;
  let at = place.byteOffset;
  const matrix = await withArrays(X, async <T extends Numbers>(array: T) => {
    const Type = array.constructor as new (buffer: ArrayBufferLike, at: number, n: number) => T;
    const copy = new Type(place.buffer, at, array.length);
    at += array.byteLength;
    await inSlices(array, copy);
    return copy;
  });
  return [matrix, place];
};

const sharedCopy = async <T extends Numbers>(array: T): Promise<T> => {
  const copy = new (array.constructor as new (buffer: SharedArrayBuffer) => T)(
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
 * @param room shared memory that an earlier fit has left, for X
 */
export const handOver = async (
  { X, outputs, loss, l1, l2, intercept }: LinearProblem,
  take: boolean,
  share: boolean,
  room: Room | null,
): Promise<HandedOver> => {
  const transfer: ArrayBuffer[] = [];
  const handed = async <T extends Numbers>(array: T): Promise<T> => {
    if (isShared(array) && mayShare()) return array;
    const moved = take && isMovable(array) ? array : await copied(array);
    transfer.push(moved.buffer as ArrayBuffer);
    return moved;
  };
  const [matrix, used] = share ? await sharedMatrix(X, room) : [await withArrays(X, handed), null];
  const { targetWidth } = loss;
  const targets = share ? await sharedCopy(loss.targets) : loss.targets;
  const weights = share && loss.weights ? await sharedCopy(loss.weights) : loss.weights;
  for (const array of [targets, weights]) {
    if (array !== null && isMovable(array)) transfer.push(array.buffer as ArrayBuffer);
  }
  const data: ProblemData = {
    ...{ X: matrix, outputs, targets, targetWidth, weights, l1, l2, intercept },
  };
  const memories: Memories = new Map();
  // Two parts of a sparse matrix may lie in one buffer, which moves once.
  return { packed: pack(data, memories), memories, transfer: [...new Set(transfer)], room: used };
};
