import * as jax from '@jax-js/jax';

const { numpy: np } = jax;

/** jax-js on its WebAssembly backend, compiled by jit, in float64 and float32. */
export const load = async () => {
  await jax.init('wasm');
  jax.defaultDevice('wasm');

  const precisions = [
    ['float64', np.float64, (x) => x],
    ['float32', np.float32, (x) => Float32Array.from(x)],
  ];

  /** One task per precision; `build` gets a maker of arrays and gives a function of no arguments. */
  const tasks = (build, read) =>
    precisions.map(([precision, dtype, convert]) => {
      const array = (x, shape) => np.array(convert(x), { shape, dtype });
      const compute = build(array, dtype);
      const run = async () => {
        const result = compute();
        await jax.blockUntilReady(result);
        for (const part of result) part.dispose();
      };
      const outcome = async () => {
        const result = compute();
        return read(await Promise.all(result.map((part) => part.data())));
      };
      return { precision, run, outcome };
    });

  const vector = ([data]) => ({ value: null, vector: data });
  const loss = ([value, data]) => ({ value: value[0], vector: data });

  return {
    name: 'jax-js',
    softmax: (logits, labels, classes) =>
      tasks((array, dtype) => {
        const o = array(logits, [labels.length, classes]);
        const y = np.array(Int32Array.from(labels), { dtype: np.int32 });
        const Y = jax.nn.oneHot(y, classes).astype(dtype);
        const both = jax.jit(
          jax.valueAndGrad((x, t) => np.sum(jax.nn.logSoftmax(x).mul(t)).mul(-1)),
        );
        return () => both(o.ref, Y.ref);
      }, loss),
    binary: (logits, labels) =>
      tasks((array) => {
        const [o, y] = [array(logits, [logits.length]), array(labels, [labels.length])];
        // Its own softplus overflows, logaddexp does not; its derivative is the sigmoid.
        const both = jax.jit((x, t) => {
          const value = np.sum(
            np
              .log1p(np.exp(np.abs(x.ref).mul(-1)))
              .add(np.maximum(x.ref, 0))
              .sub(x.ref.mul(t.ref)),
          );
          return [value, jax.nn.sigmoid(x).sub(t)];
        });
        return () => both(o.ref, y.ref);
      }, loss),
    product: (A, rows, cols, B, width, transposed) =>
      tasks((array) => {
        const left = array(A, [rows, cols]);
        const height = transposed ? rows : cols;
        const right = array(B, width === 1 ? [height] : [height, width]);
        const product = jax.jit((a, b) => (transposed ? np.dot(np.transpose(a), b) : np.dot(a, b)));
        return () => [product(left.ref, right.ref)];
      }, vector),
    gram: (A, rows, cols, d) =>
      tasks((array) => {
        const [left, weights] = [array(A, [rows, cols]), array(d, [rows, 1])];
        const gram = jax.jit((a, w) => np.dot(np.transpose(a.ref), a.mul(w)));
        return () => [gram(left.ref, weights.ref)];
      }, vector),
    exponential: (x) =>
      tasks((array) => {
        const a = array(x, [x.length]);
        const exp = jax.jit((v) => np.exp(v));
        return () => [exp(a.ref)];
      }, vector),
  };
};
