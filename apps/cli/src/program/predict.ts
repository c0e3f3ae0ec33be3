import type { Command } from 'commander';
import { FORMATS } from '../predict/formats.ts';
import { predictCommand } from '../predict/predict-command.ts';
import type { PredictOptions } from '../predict/predict-options.ts';
import type { Act } from './action.ts';
import { collect, oneOf, withTableOptions } from './readers.ts';
import { EXIT_CODES, TABLES } from './texts.ts';

const HELP = `
The columns of the model are found by name, whatever their order; others are
ignored. For each row, in the order of the table: the predicted label, then the
probability of every class, with all digits. Without --format, the ending of the
output's name says how; else a terminal gets a table, and a file or pipe CSV.
${TABLES}

Examples:
  betahat predict model.json new.csv
  betahat predict model.json new.parquet --keep id --output predictions.parquet
  betahat predict model.json new.csv --json | head -3
  gunzip -c new.csv.gz | betahat predict model.json - > predictions.csv
${EXIT_CODES}`;

/** The options and help of `betahat predict`. */
export const addPredict = (main: Command, act: Act): void => {
  const command = main
    .command('predict')
    .copyInheritedSettings(main)
    .summary('predict the rows of a table')
    .description('Predict labels and probabilities for the rows of a table.')
    .argument('<model>', 'a model that betahat fit --model wrote')
    .argument('<files...>', 'the table')
    .option('-o, --output <file>', 'write there instead of to standard output')
    .option('-f, --format <format>', `one of ${FORMATS.join(', ')}`, oneOf(FORMATS))
    .option('--json', 'as --format jsonl: one JSON object a line')
    .option('-k, --keep <names>', 'columns of the table to write before the predictions', collect);
  withTableOptions(command)
    .addHelpText('after', HELP)
    .action((model: string, files: string[], options: PredictOptions) =>
      act((io) => predictCommand(model, files, options, io)),
    );
};
