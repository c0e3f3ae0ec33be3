import { describe } from '@betahat/linalg/check';

/** Keys that have no place in a file of ours, and that careless code elsewhere might assign. */
const REJECTED = ['__proto__', 'constructor', 'prototype'];

/**
 * Looks for such keys all through a JSON value. It may be no JSON after all: what holds itself is
 * looked at once.
 * @throws RangeError that names the key and where it is
 */
export const rejectPollution = (where: string, json: object): void => {
  const paths = new Map<object, string>([[json, '']]);
  // A Map goes on to the entries that are added on the way.
  for (const [value, path] of paths) {
    for (const key of REJECTED)
      if (Object.hasOwn(value, key))
        throw new RangeError(
          `${where}: ${path === '' ? 'the pipeline' : path} must have no key ${describe(key)}`,
        );
    for (const [key, part] of Array.isArray(value) ? value.entries() : Object.entries(value))
      if (typeof part === 'object' && part !== null && !paths.has(part))
        paths.set(part, path === '' ? `${key}` : `${path}.${key}`);
  }
};
