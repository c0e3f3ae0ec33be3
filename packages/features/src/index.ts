export { CellError } from './cell-error.ts';
export type { ColumnType } from './cells/infer-type.ts';
export type { CategoricalColumn } from './encoding/categorical.ts';
export type { OutputColumn } from './encoding/encoded-column.ts';
export type { DroppedColumn, FittedColumn } from './encoding/fitted-column.ts';
export type { ColumnOptions, TableEncoderOptions } from './encoding/options.ts';
export type { QuantityColumn } from './encoding/quantity.ts';
export {
  type EncodedTable,
  TableEncoder,
  type TableEncoderJSON,
} from './encoding/table-encoder.ts';
export { numericColumns } from './numeric-columns.ts';
export { MinMax, type MinMaxJSON, type MinMaxOptions } from './scaling/min-max.ts';
export {
  Standardize,
  type StandardizeJSON,
  type StandardizeOptions,
} from './scaling/standardize.ts';
export type { BinaryTerms, SoftmaxTerms } from './scaling/terms.ts';
export type { Cell, Table } from './table.ts';
export { type TableRecord, tableFromRecords } from './table-from-records.ts';
