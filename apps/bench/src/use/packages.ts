import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from '../folder.ts';

/** A package as its user imports it, for a fit. */
export interface Imported {
  readonly name: string;
  /** Where it is installed, and the same from the root of the repository. */
  readonly at: string;
  readonly from: string;
  /** Loads it in Node. */
  readonly load: string;
  /** Its part of a page: what the bundler starts from. */
  readonly bundle: string;
  /** Files that the page loads beside the bundle. */
  readonly beside?: readonly string[];
}

const ours = { at: folder('.'), from: 'packages/models' };
const peer = { at: folder('peers'), from: 'apps/bench/peers' };

const TFJS = '@tensorflow/tfjs-core';
const WASM = '@tensorflow/tfjs-backend-wasm';
const WASM_FILE = `node_modules/${WASM}/dist/tfjs-backend-wasm-simd.wasm`;
const required = (...names: readonly string[]) =>
  `const { createRequire } = await import('node:module');
  const require = createRequire(process.cwd() + '/');
  ${names.map((name) => `require('${name}');`).join('\n')}`;

export const OURS: readonly Imported[] = [
  {
    name: 'betahat, LogisticRegression',
    ...ours,
    load: `await import('@betahat/models')`,
    bundle: `export { LogisticRegression } from '@betahat/models'`,
  },
  {
    name: 'betahat, both models',
    ...ours,
    load: `await import('@betahat/models')`,
    bundle: `export * from '@betahat/models'`,
  },
];

export const PEERS: readonly Imported[] = [
  {
    name: 'ml-logistic-regression',
    ...peer,
    load: `await import('ml-logistic-regression')`,
    bundle: `export { default } from 'ml-logistic-regression'; export { Matrix } from 'ml-matrix'`,
  },
  {
    name: 'ml-matrix (for IRLS by hand)',
    ...peer,
    load: `await import('ml-matrix')`,
    bundle: `export { Matrix, CholeskyDecomposition } from 'ml-matrix'`,
  },
  {
    name: 'numpy-ts (for IRLS by hand)',
    ...peer,
    load: `await import('numpy-ts')`,
    bundle: `export * as np from 'numpy-ts'`,
  },
  {
    name: 'jax-js',
    ...peer,
    load: `await import('@jax-js/jax')`,
    bundle: `export * from '@jax-js/jax'`,
  },
  {
    name: 'tfjs (wasm)',
    ...peer,
    load: `await import('${TFJS}'); await import('${WASM}')`,
    bundle: `export * from '${TFJS}'; export * from '${WASM}'`,
    beside: [WASM_FILE],
  },
  {
    name: 'scikitjs (with tfjs, wasm)',
    ...peer,
    load: required(TFJS, '@tensorflow/tfjs-layers', WASM, 'scikitjs'),
    bundle: `export { LogisticRegression, setBackend } from 'scikitjs';
      export * as core from '${TFJS}'; export * as layers from '@tensorflow/tfjs-layers';
      export * as wasm from '${WASM}'`,
    beside: [WASM_FILE],
  },
  {
    name: 'deepbox',
    ...peer,
    load: `await import('deepbox/ml'); await import('deepbox/ndarray')`,
    bundle: `export { LogisticRegression } from 'deepbox/ml'; export { tensor } from 'deepbox/ndarray'`,
  },
  {
    name: 'brain.js',
    ...peer,
    load: `await import('brain.js')`,
    bundle: `import brain from 'brain.js'; export const { NeuralNetwork } = brain`,
  },
];

/** The files beside a bundle. */
export const besides = ({ at, beside = [] }: Imported): Buffer[] =>
  beside.map((file) => readFileSync(join(at, file)));
