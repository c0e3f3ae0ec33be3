import { rangeError, typeError } from '@betahat/linalg/check';
import type { Label } from '../labels.ts';

/** Version of the JSON that this release writes and the newest that it reads. */
export const JSON_VERSION = 1;

/** Classes as written: all of one type, in strictly increasing order. */
export const readClasses = (where: string, json: unknown): readonly Label[] => {
  if (!Array.isArray(json) || json.length < 2) {
    throw typeError(where, 'classes', 'an array of at least 2 labels', json);
  }
  json.forEach((label: unknown, i) => {
    const ok =
      typeof label === 'string' || typeof label === 'boolean' || Number.isFinite(label as number);
    if (!ok || typeof label !== typeof json[0]) {
      throw typeError(where, `classes[${i}]`, 'a label of the same type as the others', label);
    }
    if (i > 0 && !((json[i - 1] as Label) < (label as Label))) {
      throw rangeError(where, `classes[${i}]`, 'greater than the label before it', label);
    }
  });
  return Object.freeze([...json]) as readonly Label[];
};

/** Finite numbers of a known count. */
export const readNumbers = (
  where: string,
  name: string,
  json: unknown,
  length?: number,
): Float64Array => {
  if (!Array.isArray(json)) throw typeError(where, name, 'an array of numbers', json);
  if (length !== undefined && json.length !== length) {
    throw rangeError(where, `${name}.length`, String(length), json.length);
  }
  return Float64Array.from(json, (value: unknown, i) => readNumber(where, `${name}[${i}]`, value));
};

export const readNumber = (where: string, name: string, json: unknown): number => {
  if (typeof json !== 'number' || !Number.isFinite(json)) {
    throw rangeError(where, name, 'a finite number', json);
  }
  return json;
};
