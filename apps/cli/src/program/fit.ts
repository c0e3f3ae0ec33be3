import type { Command } from 'commander';
import { fitCommand } from '../fit/fit-command.ts';
import type { FitOptions } from '../fit/fit-options.ts';
import { UserError } from '../user-error.ts';
import type { Act } from './action.ts';
import {
  collect,
  nonNegative,
  oneOf,
  positive,
  positiveInteger,
  seed,
  share,
  withTableOptions,
} from './readers.ts';
import { EXIT_CODES, TABLES } from './texts.ts';

const HELP = `
Every column but the target is used: numbers and dates standardized, text as one
column per value (rare ones pooled), true/false as 1/0; a missing number counts
as the mean, and in a column of its own. Two classes are fitted by logistic,
more by softmax regression, minimising the sum of log losses plus l2/2 times the
sum of squared coefficients, on the rows that are not held out.
${TABLES}

Examples:
  betahat fit iris.csv --target species
  betahat fit visits.parquet --target outcome --exclude id,day --model m.json
  betahat fit sales-*.csv.gz -t bought --missing NA,? --categorical shop --l2 10
  betahat fit log.csv -t y --sql "select y, a, ln(b) as lb from log where b > 0"
  betahat fit iris.csv --target species --json | jq .heldOut.accuracy
${EXIT_CODES}`;

/** The options and help of `betahat fit`. */
export const addFit = (main: Command, act: Act): void => {
  const command = main
    .command('fit')
    .copyInheritedSettings(main)
    .summary('fit a model to a table')
    .description('Fit a model to a table and judge it on rows held out.')
    .argument('<files...>', 'the table')
    .option('-t, --target <column>', 'the column of class labels (needed)')
    .option('-m, --model <file>', 'write the model there, for the other commands')
    .option('-c, --columns <names>', 'use only these columns (commas between)', collect)
    .option('-x, --exclude <names>', 'use all columns but these', collect)
    .option('--numeric <names>', 'columns to be used as numbers', collect)
    .option('--categorical <names>', 'columns to be used as text', collect);
  withTableOptions(command)
    .option(
      '--holes <how>',
      'missing numbers: mean, median, mostFrequent or error (default: mean)',
      oneOf(['mean', 'median', 'mostFrequent', 'error']),
    )
    .option('--l2 <number>', 'penalty on the squared coefficients', nonNegative, 1)
    .option('--l1 <number>', 'penalty on the absolute coefficients', nonNegative, 0)
    .option('--balanced', 'give every class the same weight')
    .option('--test-size <share>', 'share of rows held out, 0 for none (default: 0.25)', share)
    .option('--seed <integer>', 'which rows are held out', seed, 0)
    .option(
      '--tolerance <number>',
      'relative distance to the optimum to stop at (default: 1e-10)',
      positive,
    )
    .option('--max-iterations <integer>', 'bound on iterations', positiveInteger)
    .option('--top <integer>', 'how many coefficients to show', positiveInteger)
    .option('--json', 'print the report as JSON')
    .addHelpText('after', HELP)
    .action((files: string[], options: FitOptions) => {
      // Not left to commander, which would complain of it before it tells a misspelt option.
      if (options.target === undefined) {
        throw new UserError('give the column of class labels: --target <column>');
      }
      act((io) => fitCommand(files, options, io));
    });
};
