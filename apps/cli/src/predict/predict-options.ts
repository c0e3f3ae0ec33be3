import { resolve } from 'node:path';
import type { Input, InputWords } from '../input/input.ts';
import type { Io } from '../io.ts';
import { quote } from '../print/quote.ts';
import { UserError } from '../user-error.ts';
import { type Format, formatOf } from './formats.ts';

/** What the user asked `betahat predict` for. */
export interface PredictOptions extends Omit<InputWords, 'files'> {
  readonly output?: string;
  readonly format?: Format;
  /** As format jsonl. */
  readonly json?: boolean;
  /** Columns of the table to be written before the predictions. */
  readonly keep?: readonly string[];
}

/**
 * The format that the options and the output's name say; a terminal gets a table.
 *
 * @throws UserError where they contradict each other
 */
export const chosenFormat = ({ output, format, json }: PredictOptions, { stdout }: Io): Format => {
  if (json === true && format !== undefined && format !== 'jsonl') {
    throw new UserError(`--json is --format jsonl, and --format ${format} was given`);
  }
  const silent = output === undefined && stdout.isTerminal ? 'table' : formatOf(output);
  const chosen = json === true ? 'jsonl' : (format ?? silent);
  if (chosen === 'parquet' && output === undefined) {
    throw new UserError('--format parquet needs a file: --output predictions.parquet');
  }
  if (output !== undefined && /\.(xlsx?|gz|zst)$/i.test(output)) {
    throw new UserError(
      `--output ${quote(output)}: predictions are written as CSV, TSV, JSON or Parquet, uncompressed`,
    );
  }
  if (output !== undefined && /\.parquet$/i.test(output) && chosen !== 'parquet') {
    throw new UserError(`--output ${quote(output)}: its name says Parquet, --format ${chosen}`);
  }
  return chosen;
};

/** @throws UserError for an output that would replace what is read */
export const checkOutput = (output: string, modelFile: string, { named }: Input): void => {
  const taken = [modelFile, ...named.map(({ path }) => path)].find(
    (other) => resolve(other) === resolve(output),
  );
  if (taken !== undefined) throw new UserError(`--output would replace ${quote(taken)}`);
};
