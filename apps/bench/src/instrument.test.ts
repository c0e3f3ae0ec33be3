import { dense } from '@betahat/linalg';
import { expect, test } from 'vitest';
import { betahat } from './contenders/betahat.ts';
import { plainLbfgs } from './contenders/plain-lbfgs.ts';
import { measure, median } from './measure.ts';
import { objective } from './objective.ts';
import { notebookSized } from './workloads/notebook.ts';
import { tables } from './workloads/tables.ts';

test('J at zero is rows · log(classes)', () => {
  for (const problem of notebookSized()) {
    const outputs = problem.classes === 2 ? 1 : problem.classes;
    const zero = { W: new Float64Array(outputs * 4), b: new Float64Array(outputs) };
    expect(objective(problem, zero)).toBeCloseTo(problem.X.rows * Math.log(problem.classes), 11);
  }
});

test('J by hand: one row, one column', () => {
  const problem = {
    name: '',
    X: dense(1, 1, Float64Array.of(2)),
    y: Float64Array.of(1),
    classes: 2,
    l2: 3,
  };
  const fit = { W: Float64Array.of(0.5), b: Float64Array.of(-1) };
  // The logit is 0, the penalty 3/2 · 1/4.
  expect(objective(problem, fit)).toBeCloseTo(Math.log(2) + 0.375, 15);
});

test.each([...notebookSized(), ...tables().slice(0, 3)])(
  'two ways, one optimum: $name',
  (problem) => {
    const [ours, plain] = [betahat, plainLbfgs].map(({ fit }) =>
      objective(problem, fit(problem, 1e-12)),
    );
    expect(Math.abs(ours! - plain!) / plain!).toBeLessThan(1e-10);
  },
);

test('a measurement names the optimum, the gap and the rounds of every contender', () => {
  const result = measure(notebookSized()[0]!, [betahat, plainLbfgs]);
  expect(result.timings).toHaveLength(2);
  for (const { gap, rounds } of result.timings) {
    expect(gap).toBeLessThanOrEqual(1e-6);
    expect(rounds.length).toBeGreaterThanOrEqual(3);
  }
});

test('median', () => {
  expect(median([3])).toBe(3);
  expect(median([1, 2, 4, 9])).toBe(3);
  expect(median([1, 2, 4])).toBe(2);
});
