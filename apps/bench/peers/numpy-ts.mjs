import * as np from 'numpy-ts';

/** numpy-ts: float64 in WebAssembly. The losses are written by hand as in NumPy. */
export const load = async () => {
  // Of the 256 MiB that it takes by itself, too few are left after the first cases.
  np.configureWasm({ maxMemory: 2 ** 30 });
  const task = (run) => ({
    precision: 'float64',
    run,
    outcome: () => ({ value: null, vector: run().flatten().data }),
  });
  return {
    name: 'numpy-ts',
    softmax: (logits, labels, classes) => {
      const rows = labels.length;
      const o = np.array(logits).reshape(rows, classes);
      const onehot = new Float64Array(logits.length);
      labels.forEach((y, i) => {
        onehot[i * classes + y] = 1;
      });
      const Y = np.array(onehot).reshape(rows, classes);
      const run = () => {
        const shifted = o.subtract(o.max(1, true));
        const e = np.exp(shifted);
        const z = e.sum(1, true);
        const value = np.log(z).sum() - shifted.multiply(Y).sum();
        return { value, gradient: e.divide(z).subtract(Y) };
      };
      const outcome = () => {
        const { value, gradient } = run();
        return { value: Number(value), vector: gradient.flatten().data };
      };
      return [{ precision: 'float64', run, outcome }];
    },
    binary: (logits, labels) => {
      const [o, y] = [np.array(logits), np.array(labels)];
      const run = () => {
        const e = np.exp(np.negative(np.abs(o)));
        const value = np.log1p(e).add(np.maximum(o, 0)).subtract(o.multiply(y)).sum();
        const gradient = np.reciprocal(np.exp(np.negative(o)).add(1)).subtract(y);
        return { value, gradient };
      };
      const outcome = () => {
        const { value, gradient } = run();
        return { value: Number(value), vector: gradient.data };
      };
      return [{ precision: 'float64', run, outcome }];
    },
    product: (A, rows, cols, B, width, transposed) => {
      const left = np.array(A).reshape(rows, cols);
      const height = transposed ? rows : cols;
      if (width === 1) {
        const v = np.array(B);
        // v·A is its fast way to Aᵀ·v.
        return [task(transposed ? () => v.dot(left) : () => left.dot(v))];
      }
      const right = np.array(B).reshape(height, width);
      return [task(transposed ? () => np.matmul(left.T, right) : () => np.matmul(left, right))];
    },
    gram: (A, rows, cols, d) => {
      const left = np.array(A).reshape(rows, cols);
      const weights = np.array(d).reshape(rows, 1);
      return [task(() => np.matmul(left.T, left.multiply(weights)))];
    },
    exponential: (x) => {
      const a = np.array(x);
      return [task(() => np.exp(a))];
    },
  };
};
