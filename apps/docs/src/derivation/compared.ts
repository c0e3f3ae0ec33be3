import { printed } from '@betahat/testing/notebook.json';

/** A number of this page next to the digits that the notebook showed for it. */
export interface Compared {
  readonly here: number;
  /** As printed, with all its digits. */
  readonly notebook: string;
  readonly difference: number;
}

export const compare = (here: number, notebook: string): Compared => ({
  here,
  notebook,
  difference: here - Number(notebook),
});

/** The numbers in a printed array. */
export const numbersIn = (text: string): string[] => text.match(/-?\d[\d.]*/g) ?? [];

/** Each entry next to the printed one. */
export const compareAll = (here: ArrayLike<number>, text: string): Compared[] =>
  numbersIn(text).map((digits, i) => compare(here[i]!, digits));

export { printed };
