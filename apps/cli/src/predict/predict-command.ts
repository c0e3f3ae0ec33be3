import { resolve } from 'node:path';
import { dense } from '@betahat/linalg';
import type { Label } from '@betahat/models';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { readModel } from '../model-file/read-model.ts';
import type { TableModel } from '../model-file/table-model.ts';
import { checkDestination, writeAside } from '../model-file/write-aside.ts';
import { printWarning } from '../print/messages.ts';
import { quote } from '../print/quote.ts';
import { withTable } from '../table/open-table.ts';
import { scan, TextAmongNumbers } from '../table/scan.ts';
import type { Table } from '../table/table.ts';
import { UserError } from '../user-error.ts';
import { matchColumns } from './match-columns.ts';
import { csvPredictions, jsonPredictions } from './prediction-lines.ts';

export interface PredictOptions {
  readonly output?: string;
  readonly json?: boolean;
}

/**
 * `betahat predict`: labels and probabilities for the rows of a table, in their order, as CSV or
 * JSON lines. Rows go through in blocks, so that a file of any length needs the same memory.
 */
export const predictCommand = async (
  modelFile: string,
  file: string,
  { output, json = false }: PredictOptions,
  io: Io,
): Promise<ExitCode> => {
  if (output !== undefined) {
    const taken = [modelFile, file].find((other) => resolve(other) === resolve(output));
    if (taken !== undefined) throw new UserError(`--output would replace ${quote(taken)}`);
    if (/\.(parquet|xlsx?|gz|zst)$/i.test(output)) {
      throw new UserError(
        `--output ${quote(output)}: predictions are written as CSV, or with --json as JSON lines, uncompressed`,
      );
    }
    await checkDestination(output);
  }
  const saved = await readModel(modelFile);
  const rows = await withTable(file, async (table) => {
    for (const { name } of table.renamed.filter(({ name }) => saved.scaling.names.includes(name))) {
      await printWarning(io, `${file}: two columns are named ${quote(name)}; the first is taken`);
    }
    if (output === undefined) return predictTable(table, saved, json, io.stdout.write);
    let written = 0;
    await writeAside(output, async (write) => {
      written = await predictTable(table, saved, json, async (text) => {
        await write(text);
        return true;
      });
    });
    return written;
  });
  if (rows === 0) await printWarning(io, `${file}: the table has no rows`);
  return EXIT.ok;
};

/** Writes predictions until the table ends or nobody reads them any more; the number of rows. */
const predictTable = async (
  table: Table,
  { scaling, model }: TableModel,
  json: boolean,
  write: (text: string) => Promise<boolean>,
): Promise<number> => {
  const columns = matchColumns(table, scaling.names);
  const format = (json ? jsonPredictions : csvPredictions)(model.classes);
  let wanted = true;
  let written = 0;
  const begin = async () => {
    if (written === 0 && format.header !== '') wanted = await write(format.header);
  };
  try {
    for await (const { rows, numbers } of scan(table, columns)) {
      const X = scaling.transform(dense(rows, columns.length, numbers));
      const text = format.rows(model.predict(X) as Label[], model.predictProba(X));
      await begin();
      if (wanted) wanted = await write(text);
      written += rows;
      if (!wanted) return written;
    }
  } catch (error) {
    // Kinds of columns do not matter here: a second look at the file would change nothing.
    if (error instanceof TextAmongNumbers) throw new UserError(`${table.file}: ${error.message}`);
    throw error;
  }
  await begin();
  return written;
};
