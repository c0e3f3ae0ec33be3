import type { Label } from '@betahat/models';
import {
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api';
import { besidePart, produceAside } from '../model-file/write-aside.ts';
import type { PredictedBlock } from '../rows/predictions.ts';
import type { Ask } from '../table/cells.ts';
import { firstLine, isDuckDB } from '../table/explain.ts';
import { identifier } from '../table/identifier.ts';
import { UserError } from '../user-error.ts';
import { keptCell, type Layout } from './layout.ts';

/**
 * Writes predictions as Parquet. The rows go into a DuckDB file beside the place first, for DuckDB
 * writes Parquet from a table only: memory stays bounded, and disk is needed twice.
 *
 * @param kept how the columns that are kept are read
 * @throws UserError where the place cannot be written
 */
export const writeParquet = (
  file: string,
  columns: Layout,
  kept: readonly Ask[],
  blocks: AsyncIterable<PredictedBlock>,
): Promise<void> =>
  produceAside(file, async (part) => {
    try {
      await intoParquet(part, columns, kept, blocks);
    } catch (error) {
      throw writingError(file, error);
    }
  });

const intoParquet = async (
  part: string,
  columns: Layout,
  kept: readonly Ask[],
  blocks: AsyncIterable<PredictedBlock>,
): Promise<void> => {
  const instance = await DuckDBInstance.create(besidePart(part), {
    // Insertion order is kept by one thread without holding rows back.
    ...{ threads: '1', memory_limit: '128MB', temp_directory: `${besidePart(part)}.tmp` },
    ...{ autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' },
  });
  const connection = await instance.connect();
  try {
    await append(connection, columns, kept, blocks);
    await connection.run('COPY predictions TO $1 (FORMAT parquet, USE_TMP_FILE false)', [part]);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
};

/** How errors of DuckDB's appender begin, which do not say their kind. */
const APPENDING = /^Failed to (append|commit|flush|close)[^:]*: /;

/** What DuckDB says about the file that it writes, in one line about the user's. Other errors as they came. */
export const writingError = (file: string, error: unknown): unknown => {
  const message = error instanceof Error ? error.message : '';
  if (error instanceof UserError || !(isDuckDB(error) || APPENDING.test(message))) return error;
  if (/no space left/i.test(message)) return new UserError(`${file}: no space left on the device`);
  return new UserError(`${file}: cannot be written: ${firstLine(error)}`);
};

const append = async (
  connection: DuckDBConnection,
  columns: Layout,
  kept: readonly Ask[],
  blocks: AsyncIterable<PredictedBlock>,
): Promise<void> => {
  const types = [
    ...kept.map(({ as }) => (as === 'number' ? DOUBLE : VARCHAR)),
    labelType(columns.classes),
    ...columns.classes.map(() => DOUBLE),
  ];
  const declared = columns.names.map((name, j) => `${identifier(name)} ${types[j]!}`);
  await connection.run(`CREATE TABLE predictions (${declared.join(', ')})`);
  const appender = await connection.createAppender('predictions');
  let since = 0;
  for await (const block of blocks) {
    appender.appendDataChunk(chunkOf(block, types, kept.length));
    since += block.rows;
    if (since < ROWS_AT_ONCE) continue;
    appender.flushSync();
    since = 0;
  }
  appender.closeSync();
};

const ROWS_AT_ONCE = 122_880;

const labelType = ([first]: readonly Label[]): DuckDBType =>
  typeof first === 'number' ? DOUBLE : typeof first === 'boolean' ? BOOLEAN : VARCHAR;

const chunkOf = (
  block: PredictedBlock,
  types: readonly DuckDBType[],
  kept: number,
): DuckDBDataChunk => {
  const { rows, labels, probabilities } = block;
  const { data, cols } = probabilities;
  const chunk = DuckDBDataChunk.create(types, rows);
  for (let j = 0; j < types.length; j++) {
    const k = j - kept - 1;
    const vector = chunk.getColumnVector(j);
    for (let i = 0; i < rows; i++)
      vector.setItem(
        i,
        (j < kept
          ? (keptCell(block, j, i) ?? null)
          : k < 0
            ? labels[i]!
            : data[i * cols + k]!) as DuckDBValue,
      );
    vector.flush();
  }
  return chunk;
};
