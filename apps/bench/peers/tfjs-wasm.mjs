import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

/** TensorFlow.js on WebAssembly with SIMD, one thread; float32 is all it has. */
export const load = async () => {
  setThreadsCount(1);
  await tf.setBackend('wasm');
  const task = (compute, read) => ({
    precision: 'float32',
    run: () => {
      for (const part of tf.tidy(compute)) part.dispose();
    },
    outcome: () => read(tf.tidy(compute).map((part) => part.dataSync())),
  });
  const vector = ([data]) => ({ value: null, vector: data });
  const loss = ([value, data]) => ({ value: value[0], vector: data });
  return {
    name: 'tfjs-wasm',
    softmax: (logits, labels, classes) => {
      const o = tf.tensor2d(Float32Array.from(logits), [labels.length, classes]);
      const y = tf.tensor1d(Int32Array.from(labels), 'int32');
      const Y = tf.cast(tf.oneHot(y, classes), 'float32');
      // By hand: fewer passes than its gradient tape takes.
      const compute = () => {
        const value = tf.sub(tf.sum(tf.logSumExp(o, 1)), tf.sum(tf.mul(o, Y)));
        return [value, tf.sub(tf.softmax(o), Y)];
      };
      return [task(compute, loss)];
    },
    binary: (logits, labels) => {
      const o = tf.tensor1d(Float32Array.from(logits));
      const y = tf.tensor1d(Float32Array.from(labels));
      const compute = () => {
        const value = tf.sub(tf.sum(tf.softplus(o)), tf.sum(tf.mul(o, y)));
        return [value, tf.sub(tf.sigmoid(o), y)];
      };
      return [task(compute, loss)];
    },
    product: (A, rows, cols, B, width, transposed) => {
      const left = tf.tensor2d(Float32Array.from(A), [rows, cols]);
      const right = tf.tensor2d(Float32Array.from(B), [transposed ? rows : cols, width]);
      return [task(() => [tf.matMul(left, right, transposed, false)], vector)];
    },
    gram: (A, rows, cols, d) => {
      const left = tf.tensor2d(Float32Array.from(A), [rows, cols]);
      const weights = tf.tensor2d(Float32Array.from(d), [rows, 1]);
      return [task(() => [tf.matMul(left, tf.mul(left, weights), true, false)], vector)];
    },
    exponential: (x) => {
      const a = tf.tensor1d(Float32Array.from(x));
      return [task(() => [tf.exp(a)], vector)];
    },
  };
};
