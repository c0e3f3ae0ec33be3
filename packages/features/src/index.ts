export { CellError } from './cell-error.ts';
export { numericColumns } from './numeric-columns.ts';
export { Standardize, type StandardizeJSON, type StandardizeOptions } from './standardize.ts';
export type { Cell, Table } from './table.ts';
export type { BinaryTerms, SoftmaxTerms } from './terms.ts';
