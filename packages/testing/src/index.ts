export { type Claim, type Example, findExamples, runExample } from './examples.ts';
export { numericDerivative, numericGradient } from './numeric-derivative.ts';
export { relativeError } from './relative-error.ts';
export { loadTable, type Table, type TableName, tableNames } from './tables.ts';
export { ulpDistance } from './ulp.ts';
