import type { Prepared } from './contest.ts';
import type { Rivals } from './rivals.ts';

/** Something to compute, at one size. */
export interface Case {
  readonly group: string;
  readonly name: string;
  readonly prepare: (rivals: Rivals) => Promise<Prepared>;
}
