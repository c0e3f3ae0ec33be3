import type { FitProgress } from '@betahat/models';
import type { Io } from '../io.ts';
import { magnitude } from '../print/numbers.ts';
import { withProgress } from '../print/progress.ts';

/** Fits with its iterations shown, and ends with what there is at the first Ctrl-C. */
export const interruptible = async <T>(
  io: Io,
  fit: (onIteration: (progress: FitProgress) => boolean) => Promise<T>,
): Promise<T> => {
  let stopped = false;
  let note = 'starting';
  const forget = io.onInterrupt(() => {
    stopped = true;
  });
  try {
    return await withProgress(
      io,
      'Fitting',
      () => ({ share: null, rows: null, note: stopped ? 'stopping' : note }),
      () =>
        fit(({ iteration, objective, certificate }) => {
          const distance =
            certificate === null ? '' : `, ${magnitude(certificate.value)} from the optimum`;
          note = `${iteration} iterations, objective ${objective.toPrecision(8)}${distance}`;
          return !stopped;
        }),
    );
  } finally {
    forget();
  }
};
