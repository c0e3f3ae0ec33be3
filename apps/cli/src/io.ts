import type { Readable } from 'node:stream';

/** One of the two streams that the program writes to. */
export interface Output {
  /** Resolves once the stream takes more; false when its reader has gone and nothing more is wanted. */
  readonly write: (text: string) => Promise<boolean>;
  readonly isTerminal: boolean;
  /** Width in characters: of the terminal, or 80. */
  readonly columns: number;
  /** The stream itself, for a line that is drawn over and over. */
  readonly stream: NodeJS.WritableStream | null;
}

/** Where `-` reads from. */
interface Input {
  readonly isTerminal: boolean;
  readonly read: () => Readable;
}

/** All that the program touches apart from files, so that tests can run it in their own process. */
export interface Io {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Calls `listener` at the first Ctrl-C in place of ending the program; the result undoes that. */
  readonly onInterrupt: (listener: () => void) => () => void;
}

const DEFAULT_COLUMNS = 80;

/** The process's own streams. A reader that closes standard output early (`| head`) is no failure. */
export const processIo = (process: NodeJS.Process): Io => ({
  // Not looked at until asked for: the getter of process.stdin opens it.
  stdin: {
    get isTerminal() {
      return process.stdin.isTTY === true;
    },
    read: () => process.stdin,
  },
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  env: process.env,
  onInterrupt: (listener) => {
    process.once('SIGINT', listener);
    return () => process.off('SIGINT', listener);
  },
});

const output = (stream: NodeJS.WriteStream): Output => {
  let gone = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    gone = true;
  });
  return {
    isTerminal: stream.isTTY === true,
    columns: stream.columns > 0 ? stream.columns : DEFAULT_COLUMNS,
    stream,
    write: (text) =>
      new Promise((resolve) => {
        if (gone) resolve(false);
        else stream.write(text, () => resolve(!gone));
      }),
  };
};
