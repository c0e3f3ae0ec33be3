import { yardstickBytes } from './yardstick.generated.ts';

/** What assembly/yardstick.ts exports. */
export interface Yardstick {
  readonly sum: (address: number, count: number) => number;
  readonly sumOfQuarters: (address: number, count: number) => number;
  readonly multiplyAdd: (turns: number, factor: number, other: number) => number;
  readonly multiplyAdd32: (turns: number, factor: number, other: number) => number;
}

/** The yardsticks on the numbers of some memory. */
export const yardstick = (memory: WebAssembly.Memory): Yardstick => {
  const module = new WebAssembly.Module(Buffer.from(yardstickBytes, 'base64'));
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Yardstick;
};
