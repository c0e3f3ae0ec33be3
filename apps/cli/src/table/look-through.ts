import type { Io } from '../io.ts';
import { withProgress } from '../print/progress.ts';
import type { Column } from './column.ts';
import { profileTable, type TableProfile } from './profile.ts';
import { shareDone, type Table } from './table.ts';

/** A table's profile, with the share that is done shown on a terminal. */
export const lookThrough = (
  table: Table,
  io: Io,
  columns: readonly Column[] = table.columns,
): Promise<TableProfile> => {
  let part = 0;
  let parts = 1;
  return withProgress(
    io,
    'Looking through the table',
    () => ({ share: (part + (shareDone(table) ?? 0)) / parts, rows: null }),
    () =>
      profileTable(table, columns, (done, of) => {
        part = done;
        parts = of;
      }),
  );
};
