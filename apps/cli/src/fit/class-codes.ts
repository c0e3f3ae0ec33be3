import type { Label } from '@betahat/models';
import { count } from '../print/numbers.ts';
import { quote } from '../print/quote.ts';
import type { Column } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import { UserError } from '../user-error.ts';

/** The classes of a target column and the class of each row. */
export interface Classes {
  /** Sorted as the models sort them: numbers by value, strings by code unit, false before true. */
  readonly labels: readonly Label[];
  /** Rows of each class. */
  readonly counts: readonly number[];
  /** For each row the position of its class in `labels`. */
  readonly codes: Uint32Array;
}

/** Takes the labels of a table block by block. */
export interface ClassCounter {
  readonly add: (labels: readonly Label[]) => void;
  readonly finish: () => Classes;
}

/** Past this many different values a column is no set of classes that a table could teach. */
const MOST_CLASSES = 1000;

/**
 * Counts classes while the table is read; a row keeps only the position of its label.
 *
 * @throws UserError for an empty table, a single class, more different values than classes can be,
 * and integers too large to be told apart
 */
export const classCounter = (table: Table, target: Column): ClassCounter => {
  const where = `${table.file}: column ${quote(target.name)}`;
  const positions = new Map<Label, number>();
  const blocks: Uint32Array[] = [];
  let rows = 0;
  return {
    add: (labels) => {
      const codes = new Uint32Array(labels.length);
      labels.forEach((label, i) => {
        let position = positions.get(label);
        if (position === undefined) {
          checkLabel(where, label, rows + i);
          position = positions.size;
          positions.set(label, position);
          if (position === MOST_CLASSES)
            throw tooMany(where, `more than ${MOST_CLASSES}`, rows + i);
        }
        codes[i] = position;
      });
      blocks.push(codes);
      rows += labels.length;
    },
    finish: () => {
      if (rows === 0) throw new UserError(`${table.file}: the table has no rows`);
      const [only] = positions.keys();
      if (positions.size === 1) {
        throw new UserError(
          `${where} has one class only: every one of ${rows} rows is ${quote(String(only))}`,
        );
      }
      // Half of the rows with a value of their own: a measurement or an identifier.
      if (positions.size > 20 && positions.size * 2 > rows) {
        throw tooMany(where, String(positions.size), rows);
      }
      return sorted([...positions.keys()], blocks, rows, table.untyped);
    },
  };
};

/** A longer text is no name of a class. */
const LONGEST_LABEL = 1000;

const checkLabel = (where: string, label: Label, row: number): void => {
  if (typeof label === 'string' && label.length > LONGEST_LABEL) {
    throw new UserError(
      `${where} has a label of ${count(label.length)} characters in row ${row + 1}; classes have names of up to ${count(LONGEST_LABEL)}`,
    );
  }
  if (typeof label === 'number' && Math.abs(label) > Number.MAX_SAFE_INTEGER) {
    throw new UserError(
      `${where} has a number beyond ±2^53 in row ${row + 1}, too large for a class label; store it as text`,
    );
  }
};

const tooMany = (where: string, different: string, rows: number): UserError =>
  new UserError(
    `${where} has ${different} different values in ${rows} rows: a quantity or an identifier, not classes`,
  );

const byValue = (a: Label, b: Label): number => (a < b ? -1 : a > b ? 1 : 0);

const sorted = (
  met: readonly Label[],
  blocks: readonly Uint32Array[],
  rows: number,
  untyped: boolean,
): Classes => {
  const order = met.map((_, k) => k).sort((a, b) => byValue(met[a]!, met[b]!));
  const rankOf = new Uint32Array(met.length);
  order.forEach((k, rank) => {
    rankOf[k] = rank;
  });
  const codes = new Uint32Array(rows);
  const counts = met.map(() => 0);
  let row = 0;
  for (const block of blocks) {
    for (const k of block) {
      const rank = rankOf[k]!;
      counts[rank]!++;
      codes[row++] = rank;
    }
  }
  const labels = order.map((k) => met[k]!);
  return { labels: untyped ? asBooleans(labels) : labels, counts, codes };
};

/** In a file without types, the two words true and false are booleans. */
const asBooleans = (labels: readonly Label[]): readonly Label[] =>
  labels.length === 2 && labels[0] === 'false' && labels[1] === 'true' ? [false, true] : labels;
