import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { adam } from './adam.mjs';
import { split, targets, withOnes } from './design.mjs';

/**
 * TensorFlow.js on WebAssembly, one thread in Node, float32: Adam on all rows, the
 * gradient by hand, which takes fewer passes than its tape.
 */
export const prepare = async (problem) => {
  setThreadsCount(1);
  await tf.setBackend('wasm');
  const { rows, cols, outputs, l2 } = problem;
  const A = tf.tensor2d(Float32Array.from(withOnes(problem)), [rows, cols + 1]);
  const Y = tf.tensor2d(Float32Array.from(targets(problem)), [rows, outputs]);
  const mask = new Float32Array((cols + 1) * outputs).fill(l2, 0, cols * outputs);
  const penalty = tf.tensor2d(mask, [cols + 1, outputs]);
  const residual = (O) => tf.sub(outputs === 1 ? tf.sigmoid(O) : tf.softmax(O), Y);
  const slope = (P, O) =>
    tf.div(tf.add(tf.matMul(A, residual(O), true, false), tf.mul(P, penalty)), rows);
  const gradient = (P) => slope(P, tf.matMul(A, P));
  const both = (P) => {
    const O = tf.matMul(A, P);
    const each = outputs === 1 ? tf.softplus(O) : tf.logSumExp(O, 1);
    const fitted = tf.sub(tf.sum(each), tf.sum(tf.mul(O, Y)));
    const value = tf.add(fitted, tf.div(tf.sum(tf.mul(tf.mul(P, P), penalty)), 2));
    return [value, slope(P, O)];
  };
  return async (tolerance) => {
    const P = tf.variable(tf.zeros([cols + 1, outputs]));
    const method = tf.train.adam(0.1);
    const step = (rate) => {
      method.learningRate = rate;
      tf.tidy(() => method.applyGradients({ [P.name]: gradient(P) }));
    };
    const look = async () => {
      const [value, slopes] = tf.tidy(() => both(P));
      const found = { value: (await value.data())[0], gradient: await slopes.data() };
      tf.dispose([value, slopes]);
      return found;
    };
    await adam({ step, look, tolerance });
    const found = split(await P.data(), problem);
    P.dispose();
    method.dispose();
    return found;
  };
};
