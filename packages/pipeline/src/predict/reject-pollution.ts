import { describe } from '@betahat/linalg/check';

/** Keys that have no place in a file of ours, and that careless code elsewhere might assign. */
const REJECTED = ['__proto__', 'constructor', 'prototype'];

/**
 * Looks for such keys all through a JSON value.
 * @throws RangeError that names the key and where it is
 */
export const rejectPollution = (where: string, json: object): void => {
  const waiting: { value: object; path: string }[] = [{ value: json, path: 'the pipeline' }];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const { value, path } = at;
    for (const key of REJECTED)
      if (Object.hasOwn(value, key))
        throw new RangeError(`${where}: ${path} must have no key ${describe(key)}`);
    for (const [key, part] of Object.entries(value))
      if (typeof part === 'object' && part !== null) waiting.push({ value: part, path: key });
  }
};
