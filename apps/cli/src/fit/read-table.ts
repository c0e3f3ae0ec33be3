import type { Io } from '../io.ts';
import { withProgress } from '../print/progress.ts';
import { checkHeaderOnce } from '../table/header-again.ts';
import { lookThrough } from '../table/look-through.ts';
import type { Table } from '../table/table.ts';
import { UserError } from '../user-error.ts';
import { chooseColumns, typeOf } from './choose-columns.ts';
import type { FitOptions } from './fit-options.ts';
import { identifierLike } from './identifiers.ts';
import { nearlyNumericWarnings } from './nearly-numeric.ts';
import { readRows } from './read-rows.ts';
import { identifierWarnings, renamedWarnings } from './warnings.ts';

/**
 * All that a fit wants of the table: looked through once for types, and read once.
 *
 * @throws UserError for a table without rows, and for columns, cells and classes that cannot be used
 */
export const readTable = async (table: Table, options: FitOptions, io: Io) => {
  const { target, features, nested, asked } = chooseColumns(table, options);
  const profile = await lookThrough(table, io, [...features, target]);
  if (profile.rows === 0) throw new UserError(`${table.file}: the table has no rows`);
  await checkHeaderOnce(table);
  const profiles = profile.columns.slice(0, -1);
  const used = profiles.map((one) => ({ column: one.column, type: typeOf(one, asked) }));
  const labels = profile.columns.at(-1)!;
  const isNumeric = target.kind === 'number' || (table.untyped && labels.type === 'numeric');
  let rows = 0;
  const read = await withProgress(
    io,
    'Reading',
    () => ({ share: rows / profile.rows, rows }),
    () =>
      readRows(table, used, target, isNumeric, (n) => {
        rows = n;
      }),
  );
  const identifiers = identifierLike(
    profiles.filter((one) => typeOf(one, asked) === 'numeric'),
    profile.rows,
  );
  return {
    ...{ file: table.file, target: target.name, used, read },
    nested: nested.map(({ name }) => name),
    warnings: [
      ...renamedWarnings(table.renamed),
      ...(await nearlyNumericWarnings(table, profiles, profile.rows)),
      ...identifierWarnings(identifiers),
    ],
  };
};
