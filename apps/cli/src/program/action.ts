import type { ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';

/** What a command line asks to be done. */
export type Action = (io: Io) => Promise<ExitCode>;

/** Takes the action that a command line asks for. */
export type Act = (action: Action) => void;
