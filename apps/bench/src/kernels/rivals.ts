import type { Contender } from './contest.ts';
import type { Peer } from './peers.ts';
import type { Python } from './python.ts';

/** Who else takes part in this run. */
export interface Rivals {
  readonly python: Python | null;
  readonly peers: readonly Peer[];
}

/** The contenders of Python for a case, none where it takes no part. */
export const pythonContenders = async (
  { python }: Rivals,
  ...[name, sizes, arrays]: Parameters<Python['prepare']>
): Promise<Contender[]> => {
  if (python === null) return [];
  try {
    return await python.prepare(name, sizes, arrays);
  } catch (error) {
    // A Python without PyTorch, say: the table then says why.
    const reason = () => {
      throw error;
    };
    return [{ name: `Python (${name})`, precision: 'float64', outcome: reason, sample: reason }];
  }
};
