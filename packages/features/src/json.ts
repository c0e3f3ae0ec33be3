import { describe, rangeError, typeError } from '@betahat/linalg/check';

/** Reads the parts of a JSON value of ours, by own properties only. */
export const reader = (where: string, json: unknown, format: string) => {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw typeError(where, 'json', 'an object', json);
  const get = (key: string): unknown =>
    Object.hasOwn(json, key) ? (json as Record<string, unknown>)[key] : undefined;
  if (get('format') !== format)
    throw rangeError(where, 'json.format', describe(format), get('format'));
  if (get('version') !== 1) throw rangeError(where, 'json.version', '1', get('version'));
  const list = <T>(key: string, test: (value: unknown) => value is T, expected: string): T[] => {
    const value = get(key);
    if (!Array.isArray(value)) throw typeError(where, `json.${key}`, 'an array', value);
    const bad = value.findIndex((item) => !test(item));
    if (bad >= 0) throw typeError(where, `json.${key}[${bad}]`, expected, value[bad]);
    return value;
  };
  return {
    get,
    objects: (key: string) => list(key, isObject, 'an object'),
    strings: (key: string) => list(key, isString, 'a string'),
    numbers: (key: string) => list(key, isNumber, 'a finite number'),
  };
};

const isString = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
