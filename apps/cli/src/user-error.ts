/**
 * Something the user can mend: the command line, a file or the data in it. Its message is one line
 * that names the file, column and row; it is printed without a stack trace and ends the program
 * with exit code 2.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}
