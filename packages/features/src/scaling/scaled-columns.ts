import { rangeError, typeError } from '@betahat/linalg/check';
import { reader } from '../json.ts';
import { checkNames } from '../table.ts';
import type { NamedScaling } from './shift-scale.ts';

/** Names of matrix columns: the given ones, or x0, x1, … */
export const inputNames = (
  where: string,
  names: readonly string[] | undefined,
  cols: number,
): string[] => {
  if (names === undefined) return Array.from({ length: cols }, (_, j) => `x${j}`);
  if (!Array.isArray(names)) throw typeError(where, 'names', 'an array of strings', names);
  if (names.length !== cols)
    throw rangeError(where, 'names.length', `${cols}, the number of columns`, names.length);
  checkNames(where, 'names', names);
  return names.slice();
};

/** Columns that vary, of a spread that a double can hold. */
export const varying = (
  where: string,
  names: readonly string[],
  smallest: Float64Array,
  largest: Float64Array,
  scales: Float64Array,
): number[] => {
  const kept = [...names.keys()].filter((j) => smallest[j] < largest[j]);
  for (const j of kept)
    if (!(scales[j] > 0 && largest[j] - smallest[j] < Number.POSITIVE_INFINITY))
      throw rangeError(
        where,
        `column ${JSON.stringify(names[j])}`,
        'of a spread that a double can hold',
        largest[j] - smallest[j],
      );
  return kept;
};

/** A scaling from its JSON: names of all columns, names of the kept ones, shifts and scales of these. */
export const readScaling = (
  where: string,
  json: unknown,
  format: string,
  shiftKey: string,
  scaleKey: string,
): NamedScaling => {
  const read = reader(where, json, format);
  const names = read.strings('inputs').slice();
  checkNames(where, 'json.inputs', names);
  const keptNames = read.strings('names');
  checkNames(where, 'json.names', keptNames);
  const placeOf = new Map(names.map((name, j) => [name, j]));
  const kept = keptNames.map((name) => placeOf.get(name) ?? -1);
  const stranger = kept.indexOf(-1);
  if (stranger >= 0)
    throw rangeError(where, `json.names[${stranger}]`, 'one of json.inputs', keptNames[stranger]);
  const [shifts, scales] = [shiftKey, scaleKey].map((key) => {
    const values = read.numbers(key).slice();
    if (values.length !== kept.length)
      throw rangeError(where, `json.${key}.length`, `${kept.length}`, values.length);
    return values;
  });
  const bad = scales.findIndex((scale) => !(scale > 0));
  if (bad >= 0) throw rangeError(where, `json.${scaleKey}[${bad}]`, 'positive', scales[bad]);
  return { inputNames: names, inputs: names.length, kept, shifts, scales };
};

/** The names of the columns that are kept, and of those that are not. */
export const keptAndDropped = ({ inputNames: names, kept }: NamedScaling) => {
  const isKept = new Set(kept);
  return {
    names: Object.freeze(kept.map((j) => names[j])),
    dropped: Object.freeze(names.filter((_, j) => !isKept.has(j))),
  };
};
