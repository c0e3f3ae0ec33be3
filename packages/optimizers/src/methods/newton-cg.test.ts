import { type DenseMatrix, dense } from '@betahat/linalg';
import { expect, test } from 'vitest';
import { methodContract } from '../../test/method-contract.ts';
import { logistic, logisticProblem, quadratic, uniform } from '../../test/problems.ts';
import { minimize } from '../drivers/minimize.ts';
import type { CurvatureRequest, HessianVectorRequest, SubsampleRequest } from '../request.ts';
import { lbfgs } from './lbfgs.ts';
import { newtonCG } from './newton-cg.ts';

methodContract('newtonCG', { method: newtonCG });
methodContract('newtonCG without preconditioner', {
  method: () => newtonCG({ preconditioner: 'none' }),
});

methodContract('newtonCG, scaled by a sample where a solve is long', {
  method: () => newtonCG({ preconditioner: 'sampled' }),
});

/** Columns each 0.999 times its neighbour and noise, over `rows` rows; the samples are of the same columns. */
const chained = (rows: number, cols: number) => {
  const next = uniform(5);
  const X = dense(rows, cols);
  for (let i = 0, at = 0; i < rows; i++)
    for (let j = 0; j < cols; j++, at++)
      X.data[at] = next() * (j === 0 ? 1 : 0.05) + (j === 0 ? 0 : 0.999 * X.data[at - 1]);
  const y = Float64Array.from({ length: rows }, () => (next() < 0 ? 0 : 1));
  const asked: string[] = [];
  const whole = logistic(X, y, 1e-3);
  const objective = {
    ...whole,
    hessianVector: (request: HessianVectorRequest) => {
      asked.push('product');
      return whole.hessianVector(request);
    },
    shape: () => ({ rows, columns: cols, outputs: 1, entries: rows * cols }),
    subsample: ({ rows: wanted, seed }: SubsampleRequest) => {
      asked.push(`sample of ${wanted} by ${seed}`);
      const part = dense(wanted, cols, X.data.slice(0, wanted * cols));
      const { curvature } = logistic(part, y.slice(0, wanted), (1e-3 * wanted) / rows);
      return {
        dimension: cols,
        curvature: (request: CurvatureRequest) => {
          const H = curvature(request) as DenseMatrix;
          return { ...H, data: H.data.map((h) => (h * rows) / wanted) };
        },
      };
    },
  };
  return { objective, asked };
};

test('columns that depend on one another: a sample is drawn once, and the products are fewer', () => {
  const zeros = new Float64Array(40);
  const [plain, sampled] = (['arrow', 'sampled'] as const).map((preconditioner) => {
    const { objective, asked } = chained(1000, 40);
    const { converged, value } = minimize(objective, newtonCG({ preconditioner, seed: 7 }), zeros);
    expect(converged).toBe(true);
    const samples = asked.filter((ask) => ask !== 'product');
    return { value, samples, products: asked.length - samples.length };
  });
  expect(plain.samples).toEqual([]);
  expect(sampled.samples).toEqual(['sample of 205 by 7']);
  expect(sampled.products).toBeLessThan(0.75 * plain.products);
  expect(Math.abs(sampled.value - plain.value)).toBeLessThan(1e-9 * plain.value);
});

test('many short solves have the sample drawn as a long one does', () => {
  const { objective, asked } = chained(1000, 40);
  const method = newtonCG({ preconditioner: 'sampled', maxProducts: 5 });
  expect(minimize(objective, method, new Float64Array(40)).converged).toBe(true);
  const at = asked.findIndex((ask) => ask !== 'product');
  expect(at).toBeGreaterThanOrEqual(32);
  expect(at).toBeLessThan(37);
});

test('with few rows to a column the Hessian of all is taken, without a copy', () => {
  const { objective, asked } = chained(120, 40);
  expect(
    minimize(objective, newtonCG({ preconditioner: 'sampled' }), new Float64Array(40)),
  ).toMatchObject({
    converged: true,
  });
  expect(asked.filter((ask) => ask !== 'product')).toEqual([]);
});

test('a solve that went far enough is the proof: nothing is asked for a second time', () => {
  // 700 times the same 3×3 block: more variables than a Hessian is formed of, three products all the same.
  const [blocks, size] = [700, 2100];
  const A = dense(size, size);
  const block = [4, 1, 0, 1, 3, 1, 0, 1, 2];
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < 3; j++) A.data[i * size + i - (i % 3) + j] = block[(i % 3) * 3 + j];
  }
  const center = Float64Array.from({ length: size }, (_, i) => 1 + (i % 3));
  const bowl = quadratic(A, center, 1e9);
  const asked: string[] = [];
  const objective = {
    ...bowl,
    hessianVector: (request: HessianVectorRequest) => {
      asked.push(`product with ${request.v}`);
      return bowl.hessianVector(request);
    },
    curvature: (request: CurvatureRequest) => {
      asked.push(request.want);
      return bowl.curvature(request);
    },
    // So large that a proof by a factored Hessian would be too dear.
    shape: () => ({ rows: 1, columns: 3000, outputs: 1, entries: 3000 }),
  };
  const { certificate, iterations } = minimize(objective, newtonCG(), new Float64Array(size), {
    tolerance: 1e-4,
  });
  expect(iterations).toBe(0);
  // ½ (x − c)ᵀA(x − c) with x = 0.
  expect(certificate?.kind).toBe('newtonDecrement');
  const exact = 0.5 * blocks * (4 + 4 + 12 + 12 + 18);
  expect(Math.abs(certificate!.value - exact)).toBeLessThan(0.1 * exact);
  expect(asked.filter((ask) => ask === 'diagonal')).toHaveLength(1);
  expect(new Set(asked).size).toBe(asked.length);
});

test('a proof is scaled as the method is: no diagonal is asked for a second time', () => {
  const problem = logisticProblem(300, 8);
  let diagonals = 0;
  const objective = {
    ...problem,
    curvature: (request: CurvatureRequest) => {
      if (request.want === 'diagonal') diagonals += 1;
      return problem.curvature(request);
    },
    shape: () => ({ rows: 1, columns: 3000, outputs: 1, entries: 3000 }),
  };
  const { certificate } = minimize(objective, newtonCG(), new Float64Array(8));
  expect(certificate?.kind).toBe('newtonDecrement');
  expect(diagonals).toBe(1);
});

test('columns in units from 1e-3 to 1e3 cost it no more products, a given metric fewer', () => {
  const zeros = new Float64Array(8);
  const even = minimize(logisticProblem(300, 8), newtonCG(), zeros);
  const problem = logisticProblem(300, 8, { scaled: true });
  const scaled = minimize(problem, newtonCG(), zeros);
  expect(scaled.converged).toBe(true);
  expect(scaled.passes).toBeLessThan(2 * even.passes);
  const diagonal = problem.curvature({ ask: 'curvature', x: scaled.x, want: 'diagonal' });
  const metric = (v: Float64Array) => v.map((vi, i) => vi / (diagonal as Float64Array)[i]);
  for (const method of [newtonCG({ preconditioner: metric }), lbfgs({ metric })]) {
    const s = minimize(problem, method as ReturnType<typeof newtonCG>, zeros);
    expect(s.converged).toBe(true);
    expect(s.passes).toBeLessThan(1.5 * scaled.passes);
  }
});

test('bad values are named', () => {
  // @ts-expect-error no such preconditioner
  expect(() => newtonCG({ preconditioner: 'ilu' })).toThrow('preconditioner must be');
  expect(() => newtonCG({ maxProducts: 0 })).toThrow(
    'maxProducts must be a positive integer, got 0',
  );
  expect(() => newtonCG({ seed: 0.5 })).toThrow('newtonCG: seed must be an integer, got 0.5');
  // @ts-expect-error no function
  expect(() => lbfgs({ metric: 3 })).toThrow('lbfgs: metric must be a function, got 3');
});
