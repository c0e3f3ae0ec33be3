import { rangeError, typeError, unknownOptions } from '@betahat/linalg/check';
import type { ColumnType } from '../cells/infer-type.ts';

/** How a column is encoded. */
export interface ColumnOptions {
  /** Default: inferred from the cells. */
  readonly type?: ColumnType;
  /**
   * What a hole is taken for. Numbers and dates: 'mean' (the default), 'median' or 'mostFrequent'. Booleans:
   * 'mostFrequent'. Categories: a level of its own, unless 'mostFrequent' is asked for. 'error': a hole is a CellError.
   */
  readonly holes?: 'mean' | 'median' | 'mostFrequent' | 'error';
  /** A column that is 1 where there was a hole, if the fit saw one. Default true. */
  readonly indicator?: boolean;
  /** Numbers and dates: mean 0 and deviation 1, range [0, 1], or as they are. Default 'standardize'. */
  readonly scale?: 'standardize' | 'minMax' | 'none';
  /** Categories: a column for every level, or for every level but a reference. Default 'full', which suits a penalty. */
  readonly coding?: 'full' | 'reference';
  /** Categories, coding 'reference': the level without a column. Default the most frequent. */
  readonly reference?: string;
  /** Categories: levels with fewer rows are pooled. Default 2. */
  readonly minCount?: number;
  /** Categories: with more levels than that the rarer ones are pooled. Default 100. */
  readonly maxLevels?: number;
}

/** Options of `TableEncoder.fit`: those of `ColumnOptions` (but `type` and `reference`) hold for all columns. */
export interface TableEncoderOptions extends Omit<ColumnOptions, 'type' | 'reference'> {
  /** Which columns, in that order. Default all. */
  readonly columns?: readonly string[];
  /** Options of single columns, by name. */
  readonly perColumn?:
    | ReadonlyMap<string, ColumnOptions>
    | { readonly [name: string]: ColumnOptions };
  /** Make CSR matrices, which keep no zeros; numbers are scaled and not centred. Default false. */
  readonly sparse?: boolean;
}

/** The options of one column with their defaults. */
export interface ColumnPlan {
  readonly type: ColumnType | undefined;
  readonly holes: 'mean' | 'median' | 'mostFrequent' | 'error' | undefined;
  readonly indicator: boolean;
  readonly scale: 'standardize' | 'minMax' | 'none';
  readonly coding: 'full' | 'reference';
  readonly reference: string | undefined;
  readonly minCount: number;
  readonly maxLevels: number;
}

const SHARED = ['holes', 'indicator', 'scale', 'coding', 'minCount', 'maxLevels'];

const oneOf = (where: string, name: string, value: unknown, allowed: readonly string[]): void => {
  if (value !== undefined && !allowed.includes(value as string))
    throw rangeError(where, name, allowed.map((word) => `'${word}'`).join(' or '), value);
};

const count = (where: string, name: string, value: unknown): void => {
  if (value !== undefined && !(Number.isSafeInteger(value) && (value as number) >= 1))
    throw rangeError(where, name, 'an integer of at least 1', value);
};

const flag = (where: string, name: string, value: unknown): void => {
  if (value !== undefined && typeof value !== 'boolean')
    throw typeError(where, name, 'true or false', value);
};

const check = (where: string, prefix: string, options: ColumnOptions): void => {
  oneOf(where, `${prefix}type`, options.type, ['numeric', 'categorical', 'boolean', 'date']);
  oneOf(where, `${prefix}holes`, options.holes, ['mean', 'median', 'mostFrequent', 'error']);
  oneOf(where, `${prefix}scale`, options.scale, ['standardize', 'minMax', 'none']);
  oneOf(where, `${prefix}coding`, options.coding, ['full', 'reference']);
  flag(where, `${prefix}indicator`, options.indicator);
  count(where, `${prefix}minCount`, options.minCount);
  count(where, `${prefix}maxLevels`, options.maxLevels);
  if (options.reference !== undefined && typeof options.reference !== 'string')
    throw typeError(where, `${prefix}reference`, 'a string', options.reference);
};

/** One plan per column, from checked options. */
export const plans = (
  where: string,
  names: readonly string[],
  options: TableEncoderOptions,
): ColumnPlan[] => {
  unknownOptions(where, options, [...SHARED, 'columns', 'perColumn', 'sparse']);
  check(where, '', options);
  flag(where, 'sparse', options.sparse);
  const { perColumn = {} } = options;
  if (typeof perColumn !== 'object' || perColumn === null)
    throw typeError(where, 'perColumn', 'a Map or an object', perColumn);
  const entries = isMap(perColumn) ? [...perColumn] : Object.entries(perColumn);
  const own = new Map<string, ColumnOptions>(entries);
  for (const [name, given] of own) {
    const prefix = `perColumn[${JSON.stringify(name)}]`;
    if (!names.includes(name))
      throw rangeError(where, 'a name in perColumn', `one of ${names.join(', ')}`, name);
    if (typeof given !== 'object' || given === null)
      throw typeError(where, prefix, 'an object', given);
    unknownOptions(`${where}: ${prefix}`, given, [...SHARED, 'type', 'reference']);
    check(where, `${prefix}.`, given);
  }
  return names.map((name) => {
    const given = { ...options, ...own.get(name) } as ColumnOptions;
    return {
      type: given.type,
      holes: given.holes,
      indicator: given.indicator ?? true,
      scale: given.scale ?? 'standardize',
      coding: given.coding ?? (given.reference === undefined ? 'full' : 'reference'),
      reference: given.reference,
      minCount: given.minCount ?? 2,
      maxLevels: given.maxLevels ?? 100,
    };
  });
};

const isMap = (value: object): value is ReadonlyMap<string, ColumnOptions> =>
  Object.prototype.toString.call(value) === '[object Map]';
