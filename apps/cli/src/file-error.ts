import { plain } from './print/quote.ts';
import { UserError } from './user-error.ts';

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'part of the path is not a directory',
  EISDIR: 'a directory, not a file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'no space left in the quota',
  EROFS: 'the file system is read-only',
  ENAMETOOLONG: 'the file name is too long',
  ELOOP: 'too many symbolic links',
  ERR_INVALID_ARG_VALUE: 'not a file name',
};

/** An operating system's error about a file in words. Any other error is given back as it came. */
export const fileError = (file: string, error: unknown): unknown => {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const words = WORDS[code] ?? (syscall === undefined ? undefined : `cannot be used (${code})`);
  return words === undefined ? error : new UserError(`${plain(file)}: ${words}`);
};
