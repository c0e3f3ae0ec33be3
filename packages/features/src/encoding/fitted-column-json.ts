import { describe, rangeError, typeError } from '@betahat/linalg/check';
import type { CategoricalColumn } from './categorical.ts';
import type { FittedColumn } from './fitted-column.ts';
import type { QuantityColumn } from './quantity.ts';

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);

/** A fitted column from its JSON: a copy made of checked parts. */
export const readFittedColumn = (where: string, path: string, json: unknown): FittedColumn => {
  if (typeof json !== 'object' || json === null) throw typeError(where, path, 'an object', json);
  const part = (key: string): unknown =>
    Object.hasOwn(json, key) ? (json as Record<string, unknown>)[key] : undefined;
  const fail = (key: string, expected: string): never => {
    throw typeError(where, `${path}.${key}`, expected, part(key));
  };
  const string = (key: string) => {
    const value = part(key);
    return typeof value === 'string' ? value : fail(key, 'a string');
  };
  const flag = (key: string) => {
    const value = part(key);
    return typeof value === 'boolean' ? value : fail(key, 'true or false');
  };
  const number = (key: string) => {
    const value = part(key);
    return isNumber(value) ? value : fail(key, 'a finite number');
  };
  const orNull = <T>(key: string, read: (key: string) => T) =>
    part(key) === null ? null : read(key);
  const levels = (key: string): readonly string[] => {
    const value = part(key);
    if (!Array.isArray(value) || value.some((level) => typeof level !== 'string'))
      return fail(key, 'an array of strings');
    return Object.freeze([...(value as string[])]);
  };

  const type = string('type');
  const name = string('name');
  if (type === 'numeric' || type === 'date' || type === 'boolean') {
    const column: QuantityColumn = {
      type,
      name,
      fill: orNull('fill', number),
      shift: number('shift'),
      scale: orNull('scale', number),
      indicator: flag('indicator'),
    };
    if (column.scale !== null && !(column.scale > 0))
      throw rangeError(where, `${path}.scale`, 'positive', column.scale);
    return Object.freeze(column);
  }
  if (type !== 'categorical')
    throw rangeError(where, `${path}.type`, "'numeric', 'date', 'boolean' or 'categorical'", type);
  const holes = string('holes');
  if (holes !== 'fill' && holes !== 'error')
    throw rangeError(where, `${path}.holes`, "'fill' or 'error'", holes);
  const column: CategoricalColumn = {
    type,
    name,
    levels: levels('levels'),
    reference: orNull('reference', string),
    pooled: levels('pooled'),
    fill: orNull('fill', string),
    holes,
    indicator: flag('indicator'),
  };
  for (const key of ['reference', 'fill'] as const) {
    const level = column[key];
    if (level !== null && !column.levels.includes(level))
      throw rangeError(where, `${path}.${key}`, `one of ${describe(column.levels)}`, level);
  }
  return Object.freeze(column);
};
