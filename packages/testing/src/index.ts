export { loadTable, type Table, type TableName, tableNames } from './tables.ts';
