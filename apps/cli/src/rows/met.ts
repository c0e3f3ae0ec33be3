import type { Predictor } from '../fit/effects.ts';
import { count, plural } from '../print/numbers.ts';
import { quote } from '../print/quote.ts';

/** What a model met in a table that the fit had not. */
export interface Met {
  /** Holes in columns that had none in the fit. */
  readonly holes: ReadonlyMap<string, number>;
  /** Levels by column, the first few of them with their rows. */
  readonly unseen: ReadonlyMap<
    string,
    { readonly rows: number; readonly first: readonly string[] }
  >;
}

export interface MetCounter {
  readonly add: (
    holes: ReadonlyMap<string, number>,
    unseen: ReadonlyMap<string, ReadonlyMap<string, number>>,
  ) => void;
  readonly met: () => Met;
}

const MOST_NAMED = 3;

/** Adds up over the blocks of a table. */
export const metCounter = ({ encoder }: Predictor): MetCounter => {
  const expected = new Set(encoder.columns.filter((c) => c.indicator).map(({ name }) => name));
  const allHoles = new Map<string, number>();
  const allUnseen = new Map<string, { rows: number; first: string[] }>();
  return {
    add: (holes, unseen) => {
      for (const [column, n] of holes)
        if (!expected.has(column)) allHoles.set(column, (allHoles.get(column) ?? 0) + n);
      for (const [column, levels] of unseen) {
        const so = allUnseen.get(column) ?? { rows: 0, first: [] };
        for (const [level, n] of levels) {
          so.rows += n;
          if (so.first.length <= MOST_NAMED && !so.first.includes(level)) so.first.push(level);
        }
        allUnseen.set(column, so);
      }
    },
    met: () => ({ holes: allHoles, unseen: allUnseen }),
  };
};

/** The same in words. */
export const metWarnings = (
  file: string,
  { encoder }: Predictor,
  { holes, unseen }: Met,
): string[] => {
  const columnOf = new Map(encoder.columns.map((column) => [column.name, column]));
  return [
    ...[...holes].map(([name, n]) => {
      const column = columnOf.get(name)!;
      const taken =
        column.type === 'categorical'
          ? column.fill === null
            ? 'taken as no level'
            : `taken as ${quote(column.fill)}`
          : `taken as ${column.fill}`;
      return `${file}: column ${quote(name)} has no value in ${plural(n, 'row')}, and had one in every row of the fit; ${taken}`;
    }),
    ...[...unseen].map(([name, { rows, first }]) => {
      const column = columnOf.get(name)!;
      const pooled = column.type === 'categorical' && column.pooled.length > 0;
      const named = first.slice(0, MOST_NAMED).map(quote).join(', ');
      const more = first.length > MOST_NAMED ? ', …' : '';
      return `${file}: column ${quote(name)} has values that the fit had not seen in ${count(rows)} row${rows === 1 ? '' : 's'} (${named}${more}); taken as ${pooled ? '"other"' : 'no level'}`;
    }),
  ];
};
