export { RandomState, type Size } from './random-state.ts';
export type { Shuffleable } from './shuffle.ts';
