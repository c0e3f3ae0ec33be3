import type { Label } from '@betahat/models';

/** The labels among what a cell of the target may hold: holes are errors, so they are none. */
export type LabelIn<C> = Extract<C, Label>;
