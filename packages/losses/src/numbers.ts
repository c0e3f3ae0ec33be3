import { rangeError, typeError } from '@betahat/linalg/check';
import type { Block, Domain } from './types.ts';

/**
 * The numbers of a flat list or a dense matrix, once their count (where given) and each of them
 * (where a domain is given) is checked.
 */
export const numbers = (
  where: string,
  argument: string,
  block: Block,
  domain?: Domain | null,
  length?: number,
): ArrayLike<number> => {
  const list = (block as { data?: ArrayLike<number> } | null)?.data ?? (block as ArrayLike<number>);
  if (typeof list !== 'object' || typeof list?.length !== 'number') {
    throw typeError(where, argument, 'a list of numbers or a DenseMatrix', block);
  }
  if (list.length !== (length ?? list.length)) {
    throw rangeError(where, `${argument}.length`, `${length}`, list.length);
  }
  for (let k = 0; domain && k < list.length; k++) {
    if (!domain.holds(list[k]!))
      throw rangeError(where, `${argument}[${k}]`, domain.words, list[k]);
  }
  return list;
};
