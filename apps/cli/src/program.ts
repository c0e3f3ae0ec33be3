import { Command, InvalidArgumentError, type OutputConfiguration } from 'commander';
import type { FitOptions } from './fit/fit-options.ts';
import type { PredictOptions } from './predict/predict-command.ts';
import { UserError } from './user-error.ts';
import { VERSION } from './version.ts';

/** What a command line asks to be done. */
export type Action =
  | { readonly command: 'fit'; readonly file: string; readonly options: FitOptions }
  | {
      readonly command: 'predict';
      readonly model: string;
      readonly file: string;
      readonly options: PredictOptions;
    };

const EXIT_CODES = `
Exit codes:
  0  done
  1  the fit did not converge or has no best coefficients, or the program failed
  2  the command line, a file or the data in it is at fault; one line says where`;

const TABLES = `
Tables: CSV and TSV (a header line, quoting by "), JSON (an array of records, or
one record a line), Parquet; CSV and JSON also compressed (.gz, .zst). Rows in
messages count from 1, without the header.`;

const FIT_HELP = `${TABLES}

Every numeric column but the target is used, standardized to mean 0 and standard
deviation 1. Two classes are fitted by logistic, more by softmax regression,
minimising the sum of log losses plus l2/2 times the sum of squared
coefficients. The model is fitted on the rows that are not held out.

Examples:
  betahat fit iris.csv --target species
  betahat fit visits.parquet --target outcome --exclude id,day --model m.json
  betahat fit sales.csv.gz -t bought --columns age,income --l2 10 --test-size 0
  betahat fit iris.csv --target species --json | jq .heldOut.accuracy
${EXIT_CODES}`;

const PREDICT_HELP = `${TABLES}

The columns of the model are found by name, whatever their order; others are
ignored. One line is written for each row, in the order of the table: the
predicted label, then the probability of every class, with all digits.

Examples:
  betahat predict model.json new.csv
  betahat predict model.json new.parquet --output predictions.csv
  betahat predict model.json new.csv --json | head -3
${EXIT_CODES}`;

const MAIN_HELP = `
Examples:
  betahat fit iris.csv --target species --model iris.json
  betahat predict iris.json new.csv
${EXIT_CODES}`;

/**
 * The commands, their options and help. Reading a command line calls `act` with what it asks for;
 * help and version are written by `output`. Anything else ends in a CommanderError.
 */
export const program = (output: OutputConfiguration, act: (action: Action) => void): Command => {
  const main = new Command('betahat')
    .description('Logistic and softmax regression on tables: CSV, Parquet, JSON.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', MAIN_HELP)
    .configureOutput(output)
    .exitOverride();
  main
    .command('fit')
    .copyInheritedSettings(main)
    .description('Fit a model to a table and judge it on rows held out.')
    .argument('<file>', 'the table')
    .option('-t, --target <column>', 'the column of class labels (needed)')
    .option('-c, --columns <names>', 'use only these columns (commas between; repeatable)', collect)
    .option('-x, --exclude <names>', 'use all numeric columns but these', collect)
    .option('--l2 <number>', 'penalty on the squared coefficients', nonNegative, 1)
    .option('--test-size <share>', 'share of rows held out, 0 for none (default: 0.25)', share)
    .option('--seed <integer>', 'which rows are held out', seed, 0)
    .option(
      '--tolerance <number>',
      'relative distance to the optimum to stop at (default: 1e-10)',
      positive,
    )
    .option('--max-iterations <integer>', 'bound on iterations', positiveInteger)
    .option('-m, --model <file>', 'write the model there, for betahat predict')
    .option('--top <integer>', 'how many coefficients to show', positiveInteger)
    .option('--json', 'print the report as JSON')
    .addHelpText('after', FIT_HELP)
    .action((file: string, options: FitOptions) => {
      // Not left to commander, which would complain of it before it tells a misspelt option.
      if (options.target === undefined) {
        throw new UserError('give the column of class labels: --target <column>');
      }
      act({ command: 'fit', file, options });
    });
  main
    .command('predict')
    .copyInheritedSettings(main)
    .description('Predict labels and probabilities for the rows of a table.')
    .argument('<model>', 'a model that betahat fit --model wrote')
    .argument('<file>', 'the table')
    .option('-o, --output <file>', 'write there instead of to standard output')
    .option('--json', 'write JSON lines instead of CSV')
    .addHelpText('after', PREDICT_HELP)
    .action((model: string, file: string, options: PredictOptions) =>
      act({ command: 'predict', model, file, options }),
    );
  return main;
};

const collect = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

const number = (isGood: (value: number) => boolean, expected: string) => (text: string) => {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!isGood(value)) throw new InvalidArgumentError(`It must be ${expected}.`);
  return value;
};

const nonNegative = number((x) => x >= 0 && Number.isFinite(x), 'a number from 0 up');
const positive = number((x) => x > 0 && Number.isFinite(x), 'a number above 0');
const positiveInteger = number((x) => Number.isSafeInteger(x) && x >= 1, 'an integer from 1 up');
const share = number((x) => x >= 0 && x < 1, 'a number from 0 up to, but less than, 1');
const seed = number(
  (x) => Number.isInteger(x) && x >= 0 && x < 2 ** 32,
  'an integer from 0 to 4294967295',
);
