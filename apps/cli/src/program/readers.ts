import { type Command, InvalidArgumentError } from 'commander';

/** Readers of the values of options. Commander turns what they throw into one line. */

/** A value of an option that may be given more than once. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

/** Several values with commas between, in an option that may be given more than once. */
const collectSplit = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...value.split(','),
];

const number = (isGood: (value: number) => boolean, expected: string) => (text: string) => {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!isGood(value)) throw new InvalidArgumentError(`It must be ${expected}.`);
  return value;
};

export const nonNegative = number((x) => x >= 0 && Number.isFinite(x), 'a number from 0 up');
export const positive = number((x) => x > 0 && Number.isFinite(x), 'a number above 0');
export const positiveInteger = number(
  (x) => Number.isSafeInteger(x) && x >= 1,
  'an integer from 1 up',
);
export const share = number((x) => x >= 0 && x < 1, 'a number from 0 up to, but less than, 1');
export const seed = number(
  (x) => Number.isInteger(x) && x >= 0 && x < 2 ** 32,
  'an integer from 0 to 4294967295',
);

/** One of some words. */
export const oneOf =
  <T extends string>(words: readonly T[]) =>
  (text: string): T => {
    const found = words.find((word) => word === text);
    if (found === undefined)
      throw new InvalidArgumentError(`It must be one of ${words.join(', ')}.`);
    return found;
  };

/** The options that every command which reads a table has. */
export const withTableOptions = (command: Command): Command =>
  command
    .option('--sql <query>', 'the rows of a SELECT over the files, in place of their own')
    .option('--missing <texts>', 'cells that count as missing (commas between)', collectSplit);
