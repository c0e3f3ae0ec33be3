import brain from 'brain.js';
import { targets } from './design.mjs';

/** Its weights start from Math.random: here from the same numbers in every run. */
const seeded = () => {
  let state = 1;
  return () => {
    state = (48_271 * state) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

/**
 * A network without hidden layer, trained by its stochastic gradient descent for 1/tolerance
 * sweeps at its default rate: a sigmoid for each class and the squared error, another objective, without penalty.
 */
export const prepare = (problem) => {
  const { rows, cols, outputs, X } = problem;
  const Y = targets(problem);
  const data = Array.from({ length: rows }, (_, i) => ({
    input: Array.from(X.subarray(i * cols, (i + 1) * cols)),
    output: Array.from(Y.subarray(i * outputs, (i + 1) * outputs)),
  }));
  return (tolerance) => {
    Math.random = seeded();
    const network = new brain.NeuralNetwork({ hiddenLayers: [] });
    network.train(data, { iterations: Math.round(1 / tolerance), errorThresh: 1e-12 });
    return {
      W: Float64Array.from(network.weights[1].flatMap((row) => Array.from(row))),
      b: Float64Array.from(network.biases[1]),
    };
  };
};
