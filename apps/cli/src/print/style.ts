import picocolors from 'picocolors';
import type { Io, Output } from '../io.ts';

/** Functions that put text in a colour, or leave it as it is. */
export type Style = ReturnType<typeof picocolors.createColors>;

/** Colours on a terminal that can show them, unless NO_COLOR is set (no-color.org). */
export const styleFor = (output: Output, env: Io['env']): Style =>
  picocolors.createColors(output.isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb');
