import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Predictor } from '../fit/effects.ts';
import { withInput } from '../input/input.ts';
import type { Io } from '../io.ts';
import { checkDestination } from '../model-file/destination.ts';
import { readModel } from '../model-file/read-model.ts';
import { writeAside } from '../model-file/write-aside.ts';
import { printWarning } from '../print/messages.ts';
import { count } from '../print/numbers.ts';
import { withProgress } from '../print/progress.ts';
import { quote } from '../print/quote.ts';
import { twiceNamed } from '../rows/match-columns.ts';
import { metWarnings } from '../rows/met.ts';
import { type PredictedBlock, predictions } from '../rows/predictions.ts';
import type { Ask } from '../table/cells.ts';
import { findColumns } from '../table/find-columns.ts';
import { withTable } from '../table/open-table.ts';
import { shareDone, type Table } from '../table/table.ts';
import type { Format } from './formats.ts';
import { type Layout, layout } from './layout.ts';
import { checkOutput, chosenFormat, type PredictOptions } from './predict-options.ts';
import { textFormat } from './text-formats.ts';
import { writeParquet } from './write-parquet.ts';

/**
 * `betahat predict`: labels and probabilities for the rows of a table, in their order. Rows go
 * through in blocks, so that a table of any length needs the same memory.
 */
export const predictCommand = async (
  modelFile: string,
  files: readonly string[],
  options: PredictOptions,
  io: Io,
): Promise<ExitCode> => {
  const format = chosenFormat(options, io);
  const { output } = options;
  if (output !== undefined) await checkDestination(output);
  const predictor = await readModel(modelFile);
  await withInput({ ...options, files }, io, async (input) => {
    if (output !== undefined) checkOutput(output, modelFile, input);
    await withTable(input, (table) => predictTable(table, predictor, format, options, io));
  });
  return EXIT.ok;
};

const predictTable = async (
  table: Table,
  predictor: Predictor,
  format: Format,
  { output, keep = [] }: PredictOptions,
  io: Io,
): Promise<void> => {
  for (const name of twiceNamed(table, predictor))
    await printWarning(
      io,
      `${table.file}: two columns are named ${quote(name)}; the first is taken`,
    );
  const kept: Ask[] = findColumns(table, keep).map((column) => ({
    ...{ column, as: column.kind === 'number' ? 'number' : 'text' },
  }));
  const { blocks, matched, met } = predictions(table, predictor, kept);
  for (const name of matched.absent)
    await printWarning(
      io,
      `${table.file}: has no column ${quote(name)}; taken as missing in every row`,
    );
  const columns = layout(
    kept.map(({ column }) => column.name),
    predictor.classes,
  );
  let rows = 0;
  let ended = false;
  const began = performance.now();
  async function* counted(): AsyncGenerator<PredictedBlock> {
    for await (const block of blocks) {
      yield block;
      rows += block.rows;
    }
    ended = true;
  }
  await withProgress(
    io,
    'Predicting',
    () =>
      ended ? { share: null, rows, note: 'writing the file' } : { share: shareDone(table), rows },
    () => writeAll(counted(), format, columns, kept, output, io),
  );
  for (const warning of metWarnings(table.file, predictor, met())) await printWarning(io, warning);
  if (rows === 0) await printWarning(io, `${table.file}: the table has no rows`);
  const seconds = (performance.now() - began) / 1000;
  if (output !== undefined && io.stderr.isTerminal)
    await io.stderr.write(
      `${count(rows)} rows in ${seconds.toFixed(1)} s (${count(rows / seconds)} rows/s), written to ${output}\n`,
    );
};

const writeAll = async (
  blocks: AsyncIterable<PredictedBlock>,
  format: Format,
  columns: Layout,
  kept: readonly Ask[],
  output: string | undefined,
  io: Io,
): Promise<void> => {
  if (format === 'parquet') return writeParquet(output!, columns, kept, blocks);
  if (output === undefined) return writeText(blocks, format, columns, io.stdout.write);
  await writeAside(output, (write) =>
    writeText(blocks, format, columns, async (text) => {
      await write(text);
      return true;
    }),
  );
};

/** Writes until the table ends or nobody reads any more. */
const writeText = async (
  blocks: AsyncIterable<PredictedBlock>,
  format: Exclude<Format, 'parquet'>,
  columns: Layout,
  write: (text: string) => Promise<boolean>,
): Promise<void> => {
  const { header, rows, footer } = textFormat(format, columns);
  // Not before the first block: a table that cannot be read leaves nothing on standard output.
  let before = header;
  for await (const block of blocks) {
    if (!(await write(before + rows(block)))) return;
    before = '';
  }
  const end = before + footer;
  if (end !== '') await write(end);
};
