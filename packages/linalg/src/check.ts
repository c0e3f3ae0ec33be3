/**
 * Errors that say where, which argument, what was expected and what came. Every package of the
 * workspace words its errors through these, so that they read alike. Callers test the good path
 * first and build the message only to throw it.
 */

/** The longest piece of a caller's string that an error repeats. */
const LONGEST = 60;

/** A few words for any value: `NaN`, `"abc"`, `an array of length 3`, `a Float64Array of length 4`. */
export const describe = (value: unknown): string => {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
  }
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function')
    return value.name === '' ? 'a function' : `function ${value.name}`;
  if (typeof value !== 'object' || value === null) {
    return Object.is(value, -0) ? '-0' : String(value);
  }
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  const name = Object.getPrototypeOf(value)?.constructor?.name ?? 'object without prototype';
  if (ArrayBuffer.isView(value) && 'length' in value) return `a ${name} of length ${value.length}`;
  return name === 'Object' ? 'an object' : `an instance of ${name}`;
};

const text = (where: string, argument: string, expected: string, got: unknown): string =>
  `${where}: ${argument} must be ${expected}, got ${describe(got)}`;

/**
 * An argument of the wrong kind.
 * @example
 * typeError('dense', 'data', 'a Float64Array or Float32Array', 'abc').message
 * // 'dense: data must be a Float64Array or Float32Array, got "abc"'
 */
export const typeError = (
  where: string,
  argument: string,
  expected: string,
  got: unknown,
): TypeError => new TypeError(text(where, argument, expected, got));

/**
 * An argument of the right kind with a value that cannot be used.
 * @example
 * rangeError('dense', 'rows', 'a non-negative integer', -1).message
 * // 'dense: rows must be a non-negative integer, got -1'
 */
export const rangeError = (
  where: string,
  argument: string,
  expected: string,
  got: unknown,
): RangeError => new RangeError(text(where, argument, expected, got));

/**
 * Rejects options that nobody reads: a misspelt name must not pass as a default.
 * @throws TypeError that names the first unknown option and lists the known ones
 */
export const unknownOptions = (where: string, options: object, known: readonly string[]): void => {
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw new TypeError(
        `${where}: unknown option ${describe(name)}; the options are ${known.join(', ')}`,
      );
    }
  }
};

/**
 * The own fields of a JSON object of ours, of a known format and version; anything inherited or
 * polluted is not seen.
 * @param what the name of the thing in errors
 * @param newest the newest version that can be read
 * @throws TypeError for what is no object; RangeError for another format or a newer version
 * @example
 * ownFields('read', { format: 'a', version: 1, b: 2 }, 'the file', 'a', 1).b; // 2
 */
export const ownFields = (
  where: string,
  json: unknown,
  what: string,
  format: string,
  newest: number,
): Record<string, unknown> => {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw typeError(where, what, 'an object as toJSON returns it', json);
  }
  const own: Record<string, unknown> = Object.assign(Object.create(null), json);
  if (own['format'] !== format) throw rangeError(where, 'format', describe(format), own['format']);
  const { version } = own;
  if (!(Number.isSafeInteger(version) && (version as number) >= 1)) {
    throw rangeError(where, 'version', 'a positive integer', version);
  }
  if ((version as number) > newest) {
    const expected = `at most ${newest}; ${what} was written by a newer release, which this one cannot read:`;
    throw rangeError(where, 'version', expected, version);
  }
  return own;
};
