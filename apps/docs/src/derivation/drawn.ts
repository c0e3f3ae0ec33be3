import { type DenseMatrix, dense } from '@betahat/linalg';
import { RandomState } from '@betahat/random';

/** What a cell of the notebook computes on: logits and the labels that go with them. */
export interface Cell {
  readonly logits: Float64Array;
  readonly y: Float64Array;
}

/** What a training cell works on: rows, labels and the coefficients it starts from. */
interface TrainingCell {
  readonly X: DenseMatrix;
  readonly y: Float64Array;
  readonly start: Float64Array;
}

export const CLASSES = 4;
const COLUMNS = 4;
const BINARY_ROWS = 73;
const SOFTMAX_ROWS = 93;

/**
 * Every input of the notebook, from one random stream: seed 12, in the order of its cells. Rows and
 * logits are kept in single precision, as there. scikit-learn drew a number of its own before each
 * starting point.
 */
export const drawn = () => {
  const np = new RandomState(12);
  const normals = (rows: number, columns: number) =>
    Float64Array.from(new Float32Array(np.randn(rows * columns)));
  const coins = (count: number) => Float64Array.from(np.randint(0, 2, count));
  const oneHot = (count: number) => {
    const y = new Float64Array(count * CLASSES);
    for (let row = 0; row < count; row++) y[row * CLASSES + np.randint(0, CLASSES)] = 1;
    return y;
  };
  const start = (size: number) => {
    np.randint(0, 2 ** 31 - 1);
    return np.randn(size);
  };
  const binary = (): Cell => ({ logits: normals(13, 1), y: coins(13) });
  const softmax = (rows: number): Cell => ({ logits: normals(rows, CLASSES), y: oneHot(rows) });
  const cell2 = binary();
  const cell4 = binary();
  const cell6: TrainingCell = {
    X: dense(BINARY_ROWS, COLUMNS, normals(BINARY_ROWS, COLUMNS)),
    y: coins(BINARY_ROWS),
    start: start(COLUMNS),
  };
  const cell8 = softmax(SOFTMAX_ROWS);
  const cell9 = softmax(7);
  const cell11 = softmax(7);
  const cell13: TrainingCell = {
    X: dense(SOFTMAX_ROWS, COLUMNS, normals(SOFTMAX_ROWS, COLUMNS)),
    y: oneHot(SOFTMAX_ROWS),
    start: start(COLUMNS * CLASSES),
  };
  return { cell2, cell4, cell6, cell8, cell9, cell11, cell13 };
};
