import { type DenseMatrix, dense } from '@betahat/linalg';
import { RandomState } from '@betahat/random';

/** What the notebook's first regression works on. */
export interface NotebookRows {
  readonly X: DenseMatrix;
  readonly y: number[];
  readonly start: Float64Array;
}

const ROWS = 73;
const COLUMNS = 4;

/**
 * The rows of the notebook's sixth cell, drawn from the beginning of its one random stream: two
 * small cells, then X and y, one number that scikit-learn draws, and the starting coefficients. The
 * notebook keeps its data in float32.
 */
export const notebookRows = (): NotebookRows => {
  const random = new RandomState(12);
  for (let cell = 0; cell < 2; cell++) {
    random.randn(13);
    random.randint(0, 2, 13);
  }
  const X = Float64Array.from(new Float32Array(random.randn(ROWS, COLUMNS)));
  const y = Array.from(random.randint(0, 2, ROWS));
  random.randint(0, 2 ** 31 - 1);
  return { X: dense(ROWS, COLUMNS, X), y, start: random.randn(COLUMNS) };
};
