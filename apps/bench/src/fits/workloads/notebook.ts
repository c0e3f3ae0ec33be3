import { dense } from '@betahat/linalg';
import { RandomState } from '@betahat/random';
import type { Problem } from '../problem.ts';

/** The size of the notebook's two fits: rows of noise with labels of noise, from its seed. */
const noise = (name: string, rows: number, classes: number): Problem => {
  const random = new RandomState(12);
  const X = dense(rows, 4, random.randn(rows, 4));
  const y = random.randint(0, classes, rows);
  return { name, family: 'notebook', X, y, classes, penalties: [{ l1: 0, l2: 1 }] };
};

export const notebookSized = (): Problem[] => [
  noise('notebook, binary', 73, 2),
  noise('notebook, softmax', 93, 4),
];
