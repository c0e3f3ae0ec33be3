/** What the program tells the shell. `betahat --help` prints the same list. */
export const EXIT = {
  /** Done. Also when the reader of standard output closed it early (`| head`). */
  ok: 0,
  /** The fit did not reach its tolerance or has no minimum, or the program itself failed. */
  failed: 1,
  /** The command line, a file or the data in it is at fault; the message says where. */
  badInput: 2,
  /** Ctrl-C ended a fit before it converged; what there was has been printed. */
  stopped: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
