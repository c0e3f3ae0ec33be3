import type { TableRecord } from '@betahat/features';
import { typeError } from '@betahat/linalg/check';
import { isRecord } from './input-table.ts';

/** Passes a single record. */
export const oneRecord = (where: string, record: unknown): TableRecord => {
  if (!isRecord(record)) throw typeError(where, 'record', 'one record', record);
  return record;
};
