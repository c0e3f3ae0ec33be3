import type { Io } from '../io.ts';
import { plain } from './quote.ts';
import { styleFor } from './style.ts';

/** One line on standard error. */
export const printWarning = (io: Io, text: string): Promise<boolean> =>
  io.stderr.write(`betahat: ${styleFor(io.stderr, io.env).yellow('warning')}: ${oneLine(text)}\n`);

/** One line on standard error. */
export const printError = (io: Io, text: string): Promise<boolean> =>
  io.stderr.write(`betahat: ${styleFor(io.stderr, io.env).red('error')}: ${oneLine(text)}\n`);

/** File names can hold line breaks and escape sequences too. */
const oneLine = (text: string): string => plain(text.trim());
