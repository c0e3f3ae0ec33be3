import { CommanderError } from 'commander';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { FitFailure } from './fit/fit-model.ts';
import type { Io } from './io.ts';
import { printError } from './print/messages.ts';
import type { Action } from './program/action.ts';
import { COMMANDS, program } from './program/program.ts';
import { UserError } from './user-error.ts';

/**
 * Runs one command line and says how it ended. Never throws; every failure is one line on standard
 * error, save for a fault of the program itself, whose stack trace is wanted.
 */
export const run = async (args: readonly string[], io: Io): Promise<ExitCode> => {
  try {
    const action = await read(args, io);
    return action === null ? EXIT.ok : await action(io);
  } catch (error) {
    return await fail(error, args, io);
  }
};

/** The action that a command line asks for; null where help or the version was all. */
const read = async (args: readonly string[], io: Io): Promise<Action | null> => {
  const asked: Action[] = [];
  const texts: string[] = [];
  const commands = program(
    {
      writeOut: (text) => texts.push(text),
      // Said in one line by `fail`, from the error that is thrown with it.
      writeErr: () => {},
      getOutHelpWidth: () => io.stdout.columns,
    },
    (action) => asked.push(action),
  );
  if (args.length === 0) {
    throw new UserError(`give a command: ${COMMANDS.join(', ')}; betahat --help tells more`);
  }
  try {
    commands.parse([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
    for (const text of texts) await io.stdout.write(text);
  }
  return asked[0] ?? null;
};

const fail = async (error: unknown, args: readonly string[], io: Io): Promise<ExitCode> => {
  if (error instanceof UserError) {
    await printError(io, error.message);
    return EXIT.badInput;
  }
  if (error instanceof CommanderError) {
    const text = error.message.replace(/^error: /, '').replaceAll('\n', ' ');
    const command = COMMANDS.find((name) => name === args[0]);
    await printError(io, `${text} (see betahat ${command ? `${command} ` : ''}--help)`);
    return EXIT.badInput;
  }
  if (error instanceof FitFailure) {
    await printError(io, error.message);
    return error.stopped ? EXIT.stopped : EXIT.failed;
  }
  await io.stderr.write(
    `betahat: internal error, please report it: ${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return EXIT.failed;
};
