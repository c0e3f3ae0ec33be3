import { dense } from '@betahat/linalg';
import { expect, test } from 'vitest';
import { fitByDefault } from '../fits/by-default.ts';
import { optimumOf } from '../fits/optimum.ts';
import type { Problem } from '../fits/problem.ts';
import { notebookSized } from '../fits/workloads/notebook.ts';
import { rowOf } from './main.ts';
import { type Defaults, markdown, type Row, shortfall } from './table.ts';

const found = { solver: 'newton', converged: true, gap: 1e-9, certificate: 1e-11, seconds: 1 };
const row: Row = { name: 'a', found, certainty: 1e-14, error: null };

test('a gap too large, no number, no convergence, an unknown optimum and an error fall short', () => {
  const of = (change: Partial<typeof found>) =>
    shortfall({ ...row, found: { ...found, ...change } });
  expect(shortfall(row)).toBe(null);
  expect(of({ gap: -1e-13 })).toBe(null);
  expect(of({ gap: 1.1e-8 })).toBe('gap over 1e-8');
  expect(of({ gap: Number.NaN })).toBe('gap over 1e-8');
  expect(of({ converged: false })).toBe('not converged');
  expect(shortfall({ ...row, certainty: 1e-9 })).toBe('the optimum is not known well enough');
  expect(shortfall({ ...row, found: null, error: 'SeparationError: …' })).toBe(
    'SeparationError: …',
  );
});

test('the table says what holds and what does not', () => {
  const machine = {
    processor: 'a processor',
    cores: 1,
    memory: '1 GiB',
    system: 'a system',
    node: 'v1',
    date: '2026-01-31T00:00:00.000Z',
  };
  const rows = [row, { ...row, name: 'b', found: { ...found, gap: 1e-6 } }];
  const of: Defaults = { machine, load: 0, commit: 'abc', bound: 1e-8, rows };
  const text = markdown(of);
  expect(text).toContain('1 of 2 workloads hold');
  expect(text).toMatch(/\| a +\| newton \| yes +\| 1\.0e-9 \|.*\| yes +\|/);
  expect(text).toMatch(/\| b +\|.*\*\*no: gap over 1e-8\*\*/);
});

test('small workloads reach the optimum at default options', () => {
  for (const problem of notebookSized()) {
    const { solver, converged, gap, certificate } = fitByDefault(problem, optimumOf(problem));
    expect(converged).toBe(true);
    expect(gap).toBeLessThan(1e-8);
    expect(certificate).toBeLessThan(1e-10);
    expect(solver).toBe('newton');
  }
});

test('a fit that throws is a row, not the end', () => {
  const separable: Problem = {
    name: 'separable',
    family: 'unpenalised',
    X: dense(4, 1, Float64Array.of(0, 1, 2, 3)),
    y: Float64Array.of(0, 0, 1, 1),
    classes: 2,
    penalties: [{ l1: 0, l2: 0 }],
  };
  const { found, error } = rowOf({ name: 'separable', make: () => separable });
  expect(found).toBe(null);
  expect(error).toContain('SeparationError');
});
