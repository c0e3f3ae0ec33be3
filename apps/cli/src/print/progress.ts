import cliProgress from 'cli-progress';
import type { Io } from '../io.ts';
import { count } from './numbers.ts';

/** How far some work is. */
export interface Done {
  /** From 0 to 1; null where nobody knows. */
  readonly share: number | null;
  /** Rows so far; null where none are counted. */
  readonly rows: number | null;
  /** Anything else worth telling. */
  readonly note?: string;
}

/** Work that takes less shows nothing. */
const PATIENCE = 1000;
const EVERY = 200;

/**
 * Draws a line with bar, rate and time left on standard error while `work` runs: only on a terminal,
 * only once it has taken a second. The line is gone at the end.
 *
 * @param done asked again and again while the work gives the thread back
 */
export const withProgress = async <T>(
  { stderr }: Io,
  what: string,
  done: () => Done,
  work: () => Promise<T>,
): Promise<T> => {
  const { stream } = stderr;
  if (!stderr.isTerminal || stream === null) return work();
  const began = performance.now();
  const bar = new cliProgress.SingleBar({
    // Nothing about the terminal is changed that an end by a signal would leave changed.
    ...{ stream, clearOnComplete: true, hideCursor: false, gracefulExit: false },
    ...{ barsize: 14, etaBuffer: 50, emptyOnZero: true, linewrap: true },
    barCompleteChar: '█',
    barIncompleteChar: '░',
    format: (options, { progress, value }, { line }) => {
      const share =
        value > 0
          ? `${cliProgress.Format.BarFormat(progress, options)} ${Math.floor(progress * 100)}%  `
          : '';
      return `${what}  ${share}${line}`.slice(0, stderr.columns - 1);
    },
  });
  let started = false;
  const draw = () => {
    const seconds = (performance.now() - began) / 1000;
    if (seconds * 1000 < PATIENCE) return;
    const now = done();
    const line = lineOf(now, seconds);
    const value = Math.round((now.share ?? 0) * 1000);
    if (started) bar.update(value, { line });
    else bar.start(1000, value, { line });
    started = true;
  };
  const timer = setInterval(draw, EVERY);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (started) bar.stop();
  }
};

/** 12 s left  1,200,000 rows  350,000 rows/s */
const lineOf = ({ share, rows, note }: Done, seconds: number): string => {
  const left = share !== null && share > 0 ? Math.ceil((seconds * (1 - share)) / share) : null;
  return [
    left === null ? `${Math.floor(seconds)} s` : `${duration(left)} left`,
    ...(rows === null ? [] : [`${count(rows)} rows`, `${count(rows / seconds)} rows/s`]),
    ...(note === undefined ? [] : [note]),
  ].join('  ');
};

const duration = (seconds: number): string =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
