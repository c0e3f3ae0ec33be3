import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The first fit of a process, with the data in its memory before. */
export interface Cold {
  readonly ms: number;
  /** Peak resident memory in MB, and before the fit. */
  readonly peak: number;
  readonly before: number;
}

/** Fits the problem of a folder once, at a tolerance, in a process of its own (see once.ts). */
export const coldFit = (folder: string, tolerance: number): Cold => {
  const program = fileURLToPath(new URL('once.js', import.meta.url));
  const text = execFileSync(process.execPath, [program, folder, String(tolerance)], {
    encoding: 'utf8',
    maxBuffer: 1e6,
  });
  return JSON.parse(text) as Cold;
};
