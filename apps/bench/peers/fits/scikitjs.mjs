import { createRequire } from 'node:module';

// Its ES module build imports files without extension, which Node refuses: the CommonJS one works.
const require = createRequire(import.meta.url);
const core = require('@tensorflow/tfjs-core');
const layers = require('@tensorflow/tfjs-layers');
require('@tensorflow/tfjs-backend-wasm');

/** Methods on tensors: the umbrella package, which would bring them, is 300 MB. */
const chain = () => {
  const { prototype } = core.Tensor;
  for (const [name, op] of Object.entries(core))
    if (typeof op === 'function' && !(name in prototype))
      prototype[name] = function chained(...args) {
        return op(this, ...args);
      };
  prototype.toInt = function toInt() {
    return core.cast(this, 'int32');
  };
};

/**
 * Its LogisticRegression with all rows in a batch, 1/tolerance epochs of Adam. It passes a softmax to a
 * loss that takes another, and its C multiplies the penalty: given here so that ours is meant.
 */
export const prepare = async (problem) => {
  await core.setBackend('wasm');
  chain();
  const sk = require('scikitjs');
  sk.setBackend({ ...core, ...layers });
  const { rows, cols, outputs, l2 } = problem;
  const X = core.tensor2d(Float32Array.from(problem.X), [rows, cols]);
  const y = core.tensor1d(Float32Array.from(problem.y));
  return async (tolerance) => {
    const model = new sk.LogisticRegression({
      penalty: l2 > 0 ? 'l2' : 'none',
      // Two classes are two outputs, each with half the difference.
      C: outputs === 1 ? l2 / rows : l2 / (2 * rows),
      modelFitOptions: { batchSize: rows, epochs: Math.round(1 / tolerance) },
    });
    await model.fit(X, y);
    const [kernel, bias] = model.model.getWeights().map((part) => part.dataSync());
    // Outputs are in the order of its encoder.
    const order = model.oneHot.categories[0];
    const K = order.length;
    const column = (label) => {
      const k = order.indexOf(label);
      return { w: Float64Array.from({ length: cols }, (_, j) => kernel[j * K + k]), b: bias[k] };
    };
    const of = Array.from({ length: K }, (_, label) => column(label));
    if (outputs === 1) return { W: of[1].w.map((w, j) => w - of[0].w[j]), b: [of[1].b - of[0].b] };
    return { W: of.flatMap(({ w }) => [...w]), b: of.map(({ b }) => b) };
  };
};
