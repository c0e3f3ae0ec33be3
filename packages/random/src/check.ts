/**
 * Errors worded as in the rest of the workspace (`where: argument must be expected, got value`).
 * This package imports no other, so it carries its own few lines.
 */

const describe = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
};

export const typeError = (where: string, argument: string, expected: string, got: unknown) =>
  new TypeError(`${where}: ${argument} must be ${expected}, got ${describe(got)}`);

export const rangeError = (where: string, argument: string, expected: string, got: unknown) =>
  new RangeError(`${where}: ${argument} must be ${expected}, got ${describe(got)}`);

/** Passes a safe integer in [low, high]; anything else is an error that says so. */
export const integer = (
  where: string,
  argument: string,
  value: unknown,
  low: number,
  high: number = Number.MAX_SAFE_INTEGER,
): number => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= low && value <= high)
    return value;
  const limit = high === Number.MAX_SAFE_INTEGER ? `of at least ${low}` : `in [${low}, ${high}]`;
  const error = typeof value === 'number' ? rangeError : typeError;
  throw error(where, argument, `an integer ${limit}`, value);
};

/** Passes a seed: an integer of 32 bits, from 0 to 4294967295. */
export const seed32 = (where: string, seed: unknown): number =>
  integer(where, 'seed', seed, 0, 0xffff_ffff);

/** Rejects options that nobody reads: a misspelt name must not pass as a default. */
export const unknownOptions = (where: string, options: object, known: readonly string[]): void => {
  if (typeof options !== 'object' || options === null)
    throw typeError(where, 'options', 'an object', options);
  for (const name of Object.keys(options)) {
    if (!known.includes(name))
      throw new TypeError(
        `${where}: unknown option "${name}"; the options are ${known.join(', ')}`,
      );
  }
};
