import type { Command } from 'commander';
import { type EvaluateOptions, evaluateCommand } from '../evaluate/evaluate-command.ts';
import type { Act } from './action.ts';
import { withTableOptions } from './readers.ts';
import { EXIT_CODES, TABLES } from './texts.ts';

const HELP = `
The table has the columns of the model and the target. Scores: accuracy and
balanced accuracy, log loss in nats, Brier score, area under the ROC curve,
Matthews' correlation, expected calibration error in ten bins; precision, recall
and F1 of each class; the confusion matrix.
${TABLES}

Examples:
  betahat evaluate model.json labelled.csv
  betahat evaluate model.json 'months/*.parquet' --json | jq .rocAuc
${EXIT_CODES}`;

/** The options and help of `betahat evaluate`. */
export const addEvaluate = (main: Command, act: Act): void => {
  const command = main
    .command('evaluate')
    .copyInheritedSettings(main)
    .summary('judge a model on a table')
    .description('Judge a model on a table whose classes are known.')
    .argument('<model>', 'a model that betahat fit --model wrote')
    .argument('<files...>', 'the table')
    .option('--json', 'print the scores as JSON');
  withTableOptions(command)
    .addHelpText('after', HELP)
    .action((model: string, files: string[], options: EvaluateOptions) =>
      act((io) => evaluateCommand(model, files, options, io)),
    );
};
