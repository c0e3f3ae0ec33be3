import * as np from 'numpy-ts';
import { split, withOnes } from './design.mjs';
import { newton } from './newton.mjs';

/** numpy-ts has no logistic regression: Newton's method by hand on its products and solver. */
export const prepare = (problem) => {
  np.configureWasm({ maxMemory: 2 ** 30 });
  const { rows, cols, outputs } = problem;
  const p = cols + 1;
  const A = np.array(withOnes(problem)).reshape(rows, p);
  // Contiguous: products with a view of the transposed are many times slower.
  const At = np.ascontiguousarray(A.T);
  const numbers = (array) => Float64Array.from(array.data);
  const fit = newton(problem, {
    times: (W) => numbers(np.matmul(A, np.array(W).reshape(p, outputs))),
    transposed: (R) => numbers(np.matmul(At, np.array(R).reshape(rows, outputs))),
    gram: (d) => numbers(np.matmul(At.multiply(np.array(d).reshape(1, rows)), A)),
    solve: (H, size, g) => numbers(np.linalg.solve(np.array(H).reshape(size, size), np.array(g))),
  });
  return (tolerance) => split(fit(tolerance), problem);
};
