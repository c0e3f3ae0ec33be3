import type { Table } from './table.ts';

/** Whether a table has any row. */
export const hasRows = async ({ connection, rows, explain }: Table): Promise<boolean> => {
  try {
    const one = await connection.runAndReadAll(`SELECT 1 FROM ${rows.sql} LIMIT 1`, [
      ...rows.values,
    ]);
    return one.currentRowCount > 0;
  } catch (error) {
    throw await explain(error);
  }
};
