/** One of the two streams that the program writes to. */
export interface Output {
  /** Resolves once the stream takes more; false when its reader has gone and nothing more is wanted. */
  readonly write: (text: string) => Promise<boolean>;
  readonly isTerminal: boolean;
  /** Width in characters: of the terminal, or 80. */
  readonly columns: number;
}

/** All that the program touches apart from files, so that tests can run it in their own process. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const DEFAULT_COLUMNS = 80;

/** The process's own streams. A reader that closes standard output early (`| head`) is no failure. */
export const processIo = (process: NodeJS.Process): Io => ({
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  env: process.env,
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
    write: (text) =>
      new Promise((resolve) => {
        if (gone) resolve(false);
        else stream.write(text, () => resolve(!gone));
      }),
  };
};
