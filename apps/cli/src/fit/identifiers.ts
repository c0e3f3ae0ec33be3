import type { ColumnProfile } from '../table/profile.ts';

/** In fewer rows whole numbers differ by chance. */
const FEWEST_ROWS = 20;

/**
 * Columns of whole numbers that look like identifiers: as many different ones as rows, with few gaps
 * between the smallest and the largest. They tell rows apart and nothing about them.
 */
export const identifierLike = (profiles: readonly ColumnProfile[], rows: number): string[] =>
  profiles
    .filter(
      ({ whole, least, greatest, distinct, numbers }) =>
        whole &&
        rows >= FEWEST_ROWS &&
        numbers === rows &&
        // Different ones are counted to within some percent.
        distinct > 0.7 * rows &&
        greatest! - least! + 1 >= rows &&
        greatest! - least! + 1 <= 2 * rows,
    )
    .map(({ column }) => column.name);
