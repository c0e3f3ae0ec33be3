import type { ColumnType } from '@betahat/features';
import type { Label } from '@betahat/models';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { chooseColumns, typeOf } from '../fit/choose-columns.ts';
import { giveaways } from '../fit/giveaways.ts';
import { identifierLike } from '../fit/identifiers.ts';
import { nearlyNumericWarnings } from '../fit/nearly-numeric.ts';
import { readRows } from '../fit/read-rows.ts';
import {
  giveawayWarnings,
  identifierWarnings,
  rareClassWarnings,
  renamedWarnings,
} from '../fit/warnings.ts';
import { type InputWords, withInput } from '../input/input.ts';
import type { Io } from '../io.ts';
import { printWarning } from '../print/messages.ts';
import { withProgress } from '../print/progress.ts';
import { styleFor } from '../print/style.ts';
import { checkHeaderOnce } from '../table/header-again.ts';
import { lookThrough } from '../table/look-through.ts';
import { withTable } from '../table/open-table.ts';
import type { TableProfile } from '../table/profile.ts';
import { shareDone, type Table } from '../table/table.ts';
import { UserError } from '../user-error.ts';
import { VERSION } from '../version.ts';
import { descriptionText } from './description-text.ts';
import { type Level, levelsOf } from './levels.ts';

export interface DescribeOptions extends Omit<InputWords, 'files'> {
  readonly target?: string;
  readonly json?: boolean;
}

/** A column as it stands in the table. */
export interface DescribedColumn {
  readonly name: string;
  /** As what a fit would use it; null for holes only, and for lists and records. */
  readonly type: ColumnType | null;
  /** The type in the file, in DuckDB's words. */
  readonly stored: string;
  readonly missing: number;
  /** Of numbers, the smallest, the mean and the largest; of dates, the first and the last. */
  readonly range: {
    readonly least: number;
    readonly mean: number;
    readonly greatest: number;
  } | null;
  readonly dates: { readonly first: string; readonly last: string } | null;
  /** Of text and booleans: how many different values, and the commonest of them. */
  readonly levels: {
    readonly different: number;
    readonly more: boolean;
    readonly commonest: readonly Level[];
  } | null;
}

/** Everything that `betahat describe` tells; `--json` prints it as it is. */
export interface Description {
  readonly betahat: string;
  readonly file: string;
  readonly rows: number;
  readonly columns: readonly DescribedColumn[];
  readonly target: string | null;
  readonly classes: readonly { readonly label: Label; readonly rows: number }[] | null;
  readonly warnings: readonly string[];
}

/** `betahat describe`: what a table holds, before it is fitted. */
export const describeCommand = async (
  files: readonly string[],
  { json = false, target, ...words }: DescribeOptions,
  io: Io,
): Promise<ExitCode> => {
  const description = await withInput({ ...words, files }, io, (input) =>
    withTable(input, (table) => describeTable(table, target, io)),
  );
  for (const warning of description.warnings) await printWarning(io, warning);
  await io.stdout.write(
    json
      ? `${JSON.stringify(description, null, 2)}\n`
      : descriptionText(description, io.stdout.columns, styleFor(io.stdout, io.env)),
  );
  return EXIT.ok;
};

const describeTable = async (
  table: Table,
  target: string | undefined,
  io: Io,
): Promise<Description> => {
  const look = <T>(work: () => Promise<T>) =>
    withProgress(
      io,
      'Looking through the table',
      () => ({ share: shareDone(table), rows: null }),
      work,
    );
  const profile = await lookThrough(table, io);
  const { rows } = profile;
  if (rows === 0) throw new UserError(`${table.file}: the table has no rows`);
  await checkHeaderOnce(table);
  const levels = await look(() => levelsOf(table, profile));
  const aboutTarget =
    target === undefined ? null : await look(() => lookAtTarget(table, target, profile));
  const numeric = profile.columns.filter(
    ({ type, column }) => type === 'numeric' && column.name !== target,
  );
  return {
    ...{ betahat: VERSION, file: table.file, rows, target: target ?? null },
    columns: profile.columns.map((one, j) => ({
      ...{ name: one.column.name, type: one.type, stored: one.column.type, missing: one.holes },
      range:
        one.type === 'numeric'
          ? { least: one.least!, mean: one.mean!, greatest: one.greatest! }
          : null,
      ...levels[j]!,
    })),
    classes: aboutTarget?.classes ?? null,
    warnings: [
      ...renamedWarnings(table.renamed),
      ...(await nearlyNumericWarnings(table, profile.columns, rows)),
      ...identifierWarnings(identifierLike(numeric, rows)),
      ...(aboutTarget?.warnings ?? []),
    ],
  };
};

/** The classes, and what of the other columns gives them away; takes the memory of a fit. */
const lookAtTarget = async (table: Table, name: string, profile: TableProfile) => {
  const { target, features, asked } = chooseColumns(table, { target: name });
  const byColumn = new Map(profile.columns.map((one) => [one.column, one]));
  const used = features.map((column) => ({ column, type: typeOf(byColumn.get(column)!, asked) }));
  const isNumeric =
    target.kind === 'number' || (table.untyped && byColumn.get(target)!.type === 'numeric');
  const read = await readRows(table, used, target, isNumeric, () => {});
  const { labels, counts } = read.classes;
  const classes = labels.map((label, k) => ({ label, rows: counts[k]! }));
  return {
    classes,
    warnings: [
      ...giveawayWarnings(
        giveaways(read.take(Uint32Array.from({ length: read.rows }, (_, i) => i))),
      ),
      ...rareClassWarnings({ classes, rows: read.rows }),
    ],
  };
};
