import type { Command } from 'commander';
import { type DescribeOptions, describeCommand } from '../describe/describe-command.ts';
import type { Act } from './action.ts';
import { withTableOptions } from './readers.ts';
import { EXIT_CODES, TABLES } from './texts.ts';

const HELP = `
For each column: how a fit would use it, how many cells are missing, and its
range or commonest values. With --target also the classes, and warnings about
columns that give them away.
${TABLES}

Examples:
  betahat describe visits.csv
  betahat describe visits.csv --target outcome --missing NA
  betahat describe visits.csv --json | jq '.columns[].name'
${EXIT_CODES}`;

/** The options and help of `betahat describe`. */
export const addDescribe = (main: Command, act: Act): void => {
  const command = main
    .command('describe')
    .copyInheritedSettings(main)
    .summary('look at a table before the fit')
    .description('Look at a table before the fit: types, missing cells, values, warnings.')
    .argument('<files...>', 'the table')
    .option('-t, --target <column>', 'the column of class labels')
    .option('--json', 'print the description as JSON');
  withTableOptions(command)
    .addHelpText('after', HELP)
    .action((files: string[], options: DescribeOptions) =>
      act((io) => describeCommand(files, options, io)),
    );
};
