import type { Command } from 'commander';
import { type ExplainOptions, explainCommand } from '../explain/explain-command.ts';
import type { Act } from './action.ts';
import { positiveInteger, withTableOptions } from './readers.ts';
import { EXIT_CODES, TABLES } from './texts.ts';

const HELP = `
Without a table, the coefficients of the model: the effect of a standard
deviation of each column, of one unit, and by what one unit multiplies the odds
(of the second class against the first; with more classes, of each one against
the geometric mean of all). With a table and --row, what each column adds to the
logit of one row; all together they give it.
${TABLES}

Examples:
  betahat explain model.json
  betahat explain model.json new.csv --row 17
  betahat explain model.json new.csv --row 17 --class virginica
${EXIT_CODES}`;

/** The options and help of `betahat explain`. */
export const addExplain = (main: Command, act: Act): void => {
  const command = main
    .command('explain')
    .copyInheritedSettings(main)
    .summary('show why a model predicts as it does')
    .description("Show a model's coefficients, or why it predicts a row as it does.")
    .argument('<model>', 'a model that betahat fit --model wrote')
    .argument('[files...]', 'the table of the row')
    .option('-r, --row <integer>', 'the row of the table to explain, from 1', positiveInteger)
    .option('--class <label>', 'the class to explain (default: all, or the predicted one)')
    .option('--top <integer>', 'how many columns to show', positiveInteger)
    .option('--json', 'print the explanation as JSON');
  withTableOptions(command)
    .addHelpText('after', HELP)
    .action((model: string, files: string[], options: ExplainOptions) =>
      act((io) => explainCommand(model, files, options, io)),
    );
};
