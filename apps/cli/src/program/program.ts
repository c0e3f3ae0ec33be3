import { Command, type OutputConfiguration } from 'commander';
import { VERSION } from '../version.ts';
import type { Act } from './action.ts';
import { addDescribe } from './describe.ts';
import { addEvaluate } from './evaluate.ts';
import { addExplain } from './explain.ts';
import { addFit } from './fit.ts';
import { addPredict } from './predict.ts';
import { EXIT_CODES } from './texts.ts';

export const COMMANDS = ['describe', 'fit', 'predict', 'evaluate', 'explain'] as const;

const HELP = `
Examples:
  betahat describe iris.csv
  betahat fit iris.csv --target species --model iris.json
  betahat predict iris.json new.csv
  betahat evaluate iris.json labelled.csv
  betahat explain iris.json new.csv --row 1
${EXIT_CODES}`;

/**
 * The commands, their options and help. Reading a command line calls `act` with what it asks for;
 * help and version are written by `output`. Anything else ends in a CommanderError.
 */
export const program = (output: OutputConfiguration, act: Act): Command => {
  const main = new Command('betahat')
    .description('Logistic and softmax regression on tables: CSV, Parquet, JSON.')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', HELP)
    .configureOutput(output)
    .exitOverride();
  for (const add of [addDescribe, addFit, addPredict, addEvaluate, addExplain]) add(main, act);
  return main;
};
