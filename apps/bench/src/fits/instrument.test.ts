import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csrFromTriplets, dense } from '@betahat/linalg';
import { expect, test } from 'vitest';
import { median } from '../median.ts';
import { betahat, fitOurs } from './contenders/betahat.ts';
import { plainLbfgs } from './contenders/plain-lbfgs.ts';
import { gapOf, measure } from './measure.ts';
import { objective } from './objective.ts';
import { oneRead } from './one-read.ts';
import { optimumOf, optimumPenalisingIntercept } from './optimum.ts';
import { outputsOf, type Problem } from './problem.ts';
import { readProblem, writeProblem } from './problem-files.ts';
import { merged } from './report.ts';
import { sampleWork } from './sample-work.ts';
import { markdown } from './table.ts';
import { overall, ratio, verdictsOf } from './verdicts.ts';
import { all, small } from './workloads/all.ts';
import { gaussian } from './workloads/gaussian.ts';
import { notebookSized } from './workloads/notebook.ts';
import { elasticNetPath, largestL1 } from './workloads/penalties.ts';
import { tables } from './workloads/tables.ts';
import { text } from './workloads/text.ts';

const zero = (problem: Problem) => ({
  W: new Float64Array(outputsOf(problem) * problem.X.cols),
  b: new Float64Array(outputsOf(problem)),
});

test('J at zero is rows · log(classes)', () => {
  for (const problem of notebookSized()) {
    expect(objective(problem, { l1: 1, l2: 1 }, zero(problem))).toBeCloseTo(
      problem.X.rows * Math.log(problem.classes),
      11,
    );
  }
});

test('J by hand: one row, one column, dense and CSR, the intercept penalised and not', () => {
  const fit = { W: Float64Array.of(0.5), b: Float64Array.of(-1) };
  const rest = { y: Float64Array.of(1), classes: 2 };
  const penalty = { l1: 2, l2: 3 };
  // The logit is 0, the penalty 3/2 · 1/4 + 2 · 1/2, of the intercept 3/2 + 2.
  for (const X of [dense(1, 1, Float64Array.of(2)), csrFromTriplets(1, 1, [[0, 0, 2]])]) {
    expect(objective({ ...rest, X }, penalty, fit)).toBeCloseTo(Math.LN2 + 1.375, 15);
    expect(objective({ ...rest, X }, penalty, fit, true)).toBeCloseTo(Math.LN2 + 4.875, 15);
  }
});

test.each([...notebookSized(), ...tables().slice(0, 3)])(
  'two ways, one optimum: $name',
  async (problem) => {
    const reached = await Promise.all(
      [betahat, plainLbfgs].map(async (contender) => {
        const running = await contender.open(problem);
        const { fits } = await running.fit(1e-12, 1, 1e4);
        return objective(problem, problem.penalties[0]!, fits[0]!);
      }),
    );
    expect(Math.abs(reached[0]! - reached[1]!) / reached[1]!).toBeLessThan(1e-10);
  },
);

test('the optimum with a penalised intercept is that of a column of ones, dense and CSR', () => {
  const problem = tables()[2]!;
  const dense = optimumPenalisingIntercept(problem);
  const { rows, cols } = problem.X;
  const entries: [number, number, number][] = [];
  if (problem.X.kind === 'dense')
    problem.X.data.forEach((v, k) => {
      entries.push([Math.floor(k / cols), k % cols, v]);
    });
  const sparse = optimumPenalisingIntercept({
    ...problem,
    X: csrFromTriplets(rows, cols, entries),
  });
  expect(sparse.values[0]! / dense.values[0]!).toBeCloseTo(1, 12);
  expect(dense.values[0]).toBeGreaterThan(optimumOf(problem).values[0]!);
});

test('a problem comes back from its files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'betahat-bench-test-'));
  try {
    const sparse = text(30, 50, 3, 1);
    const problems: Problem[] = [
      tables()[0]!,
      { ...sparse, name: 'text', family: 'sparse', classes: 3, penalties: [{ l1: 0, l2: 1 }] },
    ];
    for (const problem of problems) {
      writeProblem(folder, problem);
      expect(readProblem(folder)).toEqual(problem);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('workloads have names of their own, and what their names say', () => {
  const names = all().map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const { X, y } = gaussian({
    name: '',
    family: 'correlated',
    rows: 2000,
    cols: 3,
    classes: 2,
    seed: 1,
    correlation: 0.9,
  });
  const column = (j: number) =>
    Float64Array.from({ length: X.rows }, (_, i) => {
      return X.kind === 'dense' ? X.data[3 * i + j]! : Number.NaN;
    });
  const [a, b] = [column(0), column(1)];
  const product = a.reduce((sum, v, i) => sum + v * b[i]!, 0) / X.rows;
  expect(product).toBeGreaterThan(0.8);
  expect(product).toBeLessThan(1);
  expect(new Set(y)).toEqual(new Set([0, 1]));
});

test('at the largest l1 all coefficients are 0, a little below not', () => {
  const { X, y } = tables()[2]!;
  const problem = (penalties: Problem['penalties']): Problem => ({
    ...tables()[2]!,
    penalties,
  });
  const l1 = largestL1(X, y);
  const of = (factor: number) => fitOurs(problem([{ l1: factor * l1, l2: 0 }])).fits[0]!.W;
  expect(of(1.0001).every((w) => w === 0)).toBe(true);
  expect(of(0.99).some((w) => w !== 0)).toBe(true);
  const path = elasticNetPath(X, y, 5, 1e-2);
  expect(path[0]!.l1).toBeCloseTo(l1, 10);
  expect(path[4]!.l1 / path[0]!.l1).toBeCloseTo(1e-2, 12);
});

test('a measurement: gaps, rounds, verdicts, and the table of them', async () => {
  const problem = notebookSized()[0]!;
  const free = optimumOf(problem);
  expect(free.certainty).toBeLessThan(1e-12);
  const effort = { rounds: 3, limitMs: 1e4, sampleMs: 1, warmMs: 5 };
  const said: string[] = [];
  const standings = await measure(
    problem,
    [betahat, plainLbfgs],
    { free, penalised: null },
    effort,
    (text) => said.push(text),
  );
  expect(said).toHaveLength(2);
  for (const { gap, rounds } of standings) {
    expect(gap).toBeLessThanOrEqual(1e-6);
    expect(rounds.length).toBeGreaterThanOrEqual(1);
  }
  // On a busy machine one of them may look hopeless, and is then timed once.
  expect(Math.max(...standings.map(({ rounds }) => rounds.length))).toBe(3);
  const measured = {
    ...problem,
    dense: true,
    bytes: 8 * 73 * 4,
    rows: 73,
    cols: 4,
    readMs: oneRead(problem),
    sampleMs: sampleWork(problem, 1e-6),
    standings,
  };
  const r = ratio(measured)!;
  expect(r).toBe(median(standings[0]!.rounds) / median(standings[1]!.rounds));
  // No scikit-learn took part.
  expect(verdictsOf(measured, 1e9)).toMatchObject([{ holds: null, bound: 0.1 }]);
  const tall = { ...measured, family: 'tall' as const };
  expect(verdictsOf(tall, 1e9).map(({ bound }) => bound)).toEqual([0.5, 3]);
  expect(overall([tall]).measured).toBeCloseTo(r, 12);
  const cold = { ms: 1, before: 2, peak: 3 };
  const result = {
    ...tall,
    run: '2020-01-01',
    optimum: free.values,
    certainty: free.certainty,
    solver: 'newton',
    defaults: { gap: gapOf(problem, fitOurs(problem), free), converged: true },
    cold,
    verdicts: verdictsOf(tall, 1e9),
  };
  const machine = {
    processor: 'a processor',
    cores: 1,
    memory: '1 GiB',
    system: 'a system',
    node: 'v1',
    date: '2020-01-01',
  };
  const run = { machine, load: 0, bandwidth: 1e9, rounds: 3, limit: 10, versions: {}, commit: '' };
  const others = { prediction: null, loading: null, sizes: null };
  const report = merged(null, run, { results: [result], ...others }, [result.name]);
  expect(measured.sampleMs).toBeGreaterThan(0);
  expect(markdown(report)).toContain('plain L-BFGS');
});

test('every small workload is reached by default', () => {
  for (const { make } of small()) {
    const problem = make();
    const ours = fitOurs(problem);
    expect(ours.converged, problem.name).toBe(true);
    expect(gapOf(problem, ours, optimumOf(problem)), problem.name).toBeLessThan(1e-8);
  }
});
