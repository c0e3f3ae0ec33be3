import type { Cell } from '@betahat/features';

/** The cells of a column of any length, as they come in blocks. */
export interface ColumnStore {
  readonly add: (cells: ArrayLike<Cell>) => void;
  /** The cells of these rows, in this order. */
  readonly take: (rows: Uint32Array) => ArrayLike<Cell>;
}

/** Numbers, 8 bytes each. */
export const numberStore = (): ColumnStore => {
  const blocks: Float64Array[] = [];
  const ends: number[] = [];
  let length = 0;
  return {
    add: (cells) => {
      blocks.push(cells as Float64Array);
      length += cells.length;
      ends.push(length);
    },
    take: (rows) => {
      const taken = new Float64Array(rows.length);
      let block = 0;
      rows.forEach((row, i) => {
        // Rows mostly rise, so the next one is in this block or one of the next.
        if (block > 0 && row < ends[block - 1]!) block = 0;
        while (row >= ends[block]!) block++;
        taken[i] = blocks[block]![row - (block === 0 ? 0 : ends[block - 1]!)]!;
      });
      return taken;
    },
  };
};

/** Texts; equal ones share their memory. */
export const textStore = (): ColumnStore => {
  const cells: Cell[] = [];
  const known = new Map<Cell, Cell>();
  return {
    add: (more) => {
      for (let i = 0; i < more.length; i++) {
        const text = more[i];
        let same = known.get(text);
        if (same === undefined) {
          same = text;
          // Past this many there is little to share.
          if (known.size < MOST_KNOWN) known.set(text, text);
        }
        cells.push(same);
      }
    },
    take: (rows) => Array.from(rows, (row) => cells[row]),
  };
};

const MOST_KNOWN = 100_000;
