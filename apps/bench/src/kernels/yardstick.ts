import { sharedImport } from '@betahat/linalg/threads';
import { yardstickBytes } from './yardstick.generated.ts';

/** What assembly/yardstick.ts exports. */
export interface Yardstick {
  readonly sum: (address: number, count: number) => number;
  readonly sumOfQuarters: (address: number, count: number) => number;
  readonly multiplyAdd: (turns: number, factor: number, other: number) => number;
  readonly multiplyAdd32: (turns: number, factor: number, other: number) => number;
}

const instances = new WeakMap<WebAssembly.Memory, Yardstick>();

/** The yardsticks on the numbers of some memory. */
export const yardstick = (memory: WebAssembly.Memory): Yardstick => {
  const known = instances.get(memory);
  if (known !== undefined) return known;
  const bytes = Uint8Array.from(Buffer.from(yardstickBytes, 'base64'));
  const isShared = memory.buffer instanceof SharedArrayBuffer;
  const module = new WebAssembly.Module(isShared ? sharedImport(bytes) : bytes);
  const instance = new WebAssembly.Instance(module, { env: { memory } })
    .exports as unknown as Yardstick;
  instances.set(memory, instance);
  return instance;
};
