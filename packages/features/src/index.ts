export { CellError } from './cell-error.ts';
export { numericColumns } from './numeric-columns.ts';
export { MinMax, type MinMaxJSON, type MinMaxOptions } from './scaling/min-max.ts';
export {
  Standardize,
  type StandardizeJSON,
  type StandardizeOptions,
} from './scaling/standardize.ts';
export type { BinaryTerms, SoftmaxTerms } from './scaling/terms.ts';
export type { Cell, Table } from './table.ts';
