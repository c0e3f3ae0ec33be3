import { rangeError } from '@betahat/linalg/check';
import { CellError } from '../cell-error.ts';
import { isHole } from '../cells/is-hole.ts';
import { readLevel } from '../cells/read-cell.ts';
import type { Cell } from '../table.ts';
import type { ColumnReport, EncodedColumn, OutputColumn } from './encoded-column.ts';
import type { ColumnPlan } from './options.ts';

/** A column of categories as fitted: one output per level, 1 in the row's own. */
export interface CategoricalColumn {
  readonly type: 'categorical';
  readonly name: string;
  /** The levels that have their own output or are the reference, sorted by code unit. */
  readonly levels: readonly string[];
  /** The level without an output, or null. */
  readonly reference: string | null;
  /** Levels of the fit that were too rare to stand alone: they and unseen levels are 1 in the output `other`. */
  readonly pooled: readonly string[];
  /** The level that a hole is taken for; null where it is none of them. */
  readonly fill: string | null;
  readonly holes: 'fill' | 'error';
  readonly indicator: boolean;
}

/** Counts levels; pools the rare ones. */
export const fitCategorical = (
  where: string,
  name: string,
  column: ArrayLike<Cell>,
  plan: ColumnPlan,
): CategoricalColumn => {
  const counts = new Map<string, number>();
  let holes = 0;
  for (let row = 0; row < column.length; row++) {
    const level = levelOf(where, name, row, column[row], plan.holes !== 'error');
    if (level === undefined) holes += 1;
    else counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  const byCount = [...counts.keys()].sort(
    (a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1),
  );
  const common = byCount
    .filter((level) => counts.get(level)! >= plan.minCount)
    .slice(0, plan.maxLevels);
  const isCommon = new Set(common);
  return {
    type: 'categorical',
    name,
    levels: Object.freeze([...common].sort()),
    reference: referenceOf(where, name, common, plan),
    pooled: Object.freeze(byCount.filter((level) => !isCommon.has(level)).sort()),
    fill: plan.holes === 'mostFrequent' ? (common[0] ?? null) : null,
    holes: plan.holes === 'error' ? 'error' : 'fill',
    indicator: plan.indicator && holes > 0,
  };
};

const levelOf = (
  where: string,
  name: string,
  row: number,
  cell: Cell,
  holesAllowed: boolean,
): string | undefined => {
  const hole = isHole(cell);
  const level = hole ? undefined : readLevel(cell);
  if (level === undefined && !(hole && holesAllowed))
    throw new CellError(where, name, row, 'text, a number, a boolean or a date', cell);
  return level;
};

const referenceOf = (
  where: string,
  name: string,
  byCount: readonly string[],
  plan: ColumnPlan,
): string | null => {
  if (plan.coding === 'full') return null;
  if (plan.reference === undefined) return byCount[0] ?? null;
  if (!byCount.includes(plan.reference))
    throw rangeError(
      where,
      `the reference of column ${JSON.stringify(name)}`,
      `one of its levels ${[...byCount].sort().join(', ')}`,
      plan.reference,
    );
  return plan.reference;
};

/** What comes out of the column. */
export const categoricalOutputs = (fitted: CategoricalColumn): OutputColumn[] => {
  const { name, levels, reference, pooled, indicator } = fitted;
  const outputs: OutputColumn[] = levels
    .filter((level) => level !== reference)
    .map((level) => ({ name: `${name}=${level}`, column: name, part: 'level', level }));
  if (pooled.length > 0)
    outputs.push({ name: `${name}=other`, column: name, part: 'other', level: null });
  if (indicator)
    outputs.push({ name: `${name} is missing`, column: name, part: 'missing', level: null });
  return outputs;
};

/** Entries of the design matrix for a column's cells. */
export const encodeCategorical = (
  where: string,
  fitted: CategoricalColumn,
  column: ArrayLike<Cell>,
): EncodedColumn & { report: ColumnReport } => {
  const { name, levels, reference, pooled, fill, indicator } = fitted;
  const own = levels.filter((level) => level !== reference);
  const other = pooled.length > 0 ? own.length : -1;
  const placeOf = new Map<string, number>(own.map((level, place) => [level, place]));
  if (reference !== null) placeOf.set(reference, -1);
  for (const level of pooled) placeOf.set(level, other);
  const fillPlace = fill === null ? -1 : (placeOf.get(fill) ?? -1);
  const places = new Int32Array(column.length);
  const holes = new Uint8Array(column.length);
  const unseen = new Map<string, number>();
  let holeCount = 0;
  for (let row = 0; row < column.length; row++) {
    const level = levelOf(where, name, row, column[row], fitted.holes === 'fill');
    if (level === undefined) {
      places[row] = fillPlace;
      holes[row] = 1;
      holeCount += 1;
      continue;
    }
    const place = placeOf.get(level);
    places[row] = place ?? other;
    if (place === undefined) unseen.set(level, (unseen.get(level) ?? 0) + 1);
  }
  return {
    places,
    values: null,
    holes,
    indicator: indicator ? own.length + (other >= 0 ? 1 : 0) : -1,
    report: { holes: holeCount, unseen },
  };
};
