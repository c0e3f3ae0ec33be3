/** Each solver's module, loaded by itself: a peer that cannot be loaded stops none of the others. */
export const SOLVERS = {
  'ml-matrix-irls': () => import('./ml-matrix.mjs'),
  'numpy-ts-irls': () => import('./numpy-ts.mjs'),
  'jax-js-adam': () => import('./jax-js.mjs'),
  'tfjs-adam': () => import('./tfjs.mjs'),
  scikitjs: () => import('./scikitjs.mjs'),
  deepbox: () => import('./deepbox.mjs'),
  'ml-logistic-regression': () => import('./ml-logistic-regression.mjs'),
  'brain.js': () => import('./brain.mjs'),
};
