import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { folder } from '../../folder.ts';
import { gapOf } from '../measure.ts';
import { optimumOf } from '../optimum.ts';
import { outputsOf, type Problem } from '../problem.ts';
import { notebookSized } from '../workloads/notebook.ts';
import { tables } from '../workloads/tables.ts';
import { peersFor } from './peers.ts';

/** Files of peers/ are loaded as the child process loads them: they have no types, and need no library. */
const load = (file: string) => import(pathToFileURL(join(folder('peers'), 'fits', file)).href);

const breastCancer = tables().find(({ name }) => name === 'breast_cancer')!;

test('every solver of peers/fits takes part where the workload is small and smooth', async () => {
  const { SOLVERS } = await load('solvers.mjs');
  const contenders = peersFor(breastCancer, '');
  expect(contenders).toHaveLength(Object.keys(SOLVERS).length);
  expect(new Set(contenders.map(({ name }) => name)).size).toBe(contenders.length);
  const text = readFileSync(new URL('peers.ts', import.meta.url), 'utf8');
  for (const solver of Object.keys(SOLVERS)) expect(text).toContain(`solver: '${solver}'`);
  expect(peersFor({ ...breastCancer, penalties: [{ l1: 1, l2: 0 }] }, '')).toEqual([]);
  expect(peersFor({ ...breastCancer, name: 'another' }, '')).toEqual([]);
});

/** What the libraries are asked for, as plain loops over A with a column of ones. */
const plain = (A: Float64Array, rows: number, p: number, K: number) => ({
  times: (W: Float64Array) => {
    const O = new Float64Array(rows * K);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < p; j++)
        for (let k = 0; k < K; k++) O[i * K + k]! += A[i * p + j]! * W[j * K + k]!;
    return O;
  },
  transposed: (R: Float64Array) => {
    const G = new Float64Array(p * K);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < p; j++)
        for (let k = 0; k < K; k++) G[j * K + k]! += A[i * p + j]! * R[i * K + k]!;
    return G;
  },
  gram: (d: Float64Array) => {
    const G = new Float64Array(p * p);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < p; j++)
        for (let m = 0; m < p; m++) G[j * p + m]! += d[i]! * A[i * p + j]! * A[i * p + m]!;
    return G;
  },
  /** Gauss–Jordan without pivoting: H is positive definite. */
  solve: (H: Float64Array, size: number, g: Float64Array) => {
    const [M, x] = [H.slice(), g.slice()];
    for (let c = 0; c < size; c++)
      for (let r = 0; r < size; r++) {
        if (r === c) continue;
        const factor = M[r * size + c]! / M[c * size + c]!;
        for (let m = c; m < size; m++) M[r * size + m]! -= factor * M[c * size + m]!;
        x[r]! -= factor * x[c]!;
      }
    return x.map((v, r) => v / M[r * size + r]!);
  },
});

test.each([...notebookSized(), breastCancer])(
  'IRLS by hand reaches the optimum: $name',
  async (problem: Problem) => {
    const { newton } = await load('newton.mjs');
    const { split, withOnes } = await load('design.mjs');
    const { X, y } = problem;
    if (X.kind !== 'dense') throw new TypeError('not dense');
    const outputs = outputsOf(problem);
    const given = { ...{ X: X.data, rows: X.rows, cols: X.cols, y, outputs }, l2: 1 };
    const by = plain(withOnes(given), X.rows, X.cols + 1, outputs);
    const fits = [split(newton(given, by)(1e-8), given)];
    expect(Math.abs(gapOf(problem, { fits }, optimumOf(problem)))).toBeLessThan(1e-12);
  },
);

test('the longest safe step: the largest eigenvalue of a design with a column of ones', async () => {
  const { largestEigenvalue } = await load('design.mjs');
  // [[3, 1], [−3, 1]]: AᵀA = diag(18, 2).
  const X = Float64Array.of(3, -3);
  expect(largestEigenvalue({ X, rows: 2, cols: 1 })).toBeCloseTo(18, 10);
});
