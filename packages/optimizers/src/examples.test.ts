import { findExamples, runExample } from '@betahat/testing';
import { expect, test } from 'vitest';
import readme from '../README.md?raw';
import * as own from './index.ts';

const sources = import.meta.glob(['./**/*.ts', '!./**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** What the examples speak of: six rows of one column and an intercept, able to answer everything. */
const SCENE = `
const rows = [[-2, 0], [-1, 1], [-0.5, 0], [0.5, 1], [1, 0], [2, 1]];
const chance = (o) => 1 / (1 + Math.exp(-o));
const over = (part, x) => {
  const weight = rows.length / part.length;
  let value = 0.5 * x[0] * x[0];
  const gradient = Float64Array.of(x[0], 0);
  for (const i of part) {
    const [a, y] = rows[i];
    const o = a * x[0] + x[1];
    value += weight * (Math.log1p(Math.exp(o)) - y * o);
    gradient[0] += weight * (chance(o) - y) * a;
    gradient[1] += weight * (chance(o) - y);
  }
  return { value, gradient };
};
const hessian = (x) => {
  const H = [1, 0, 0, 0];
  for (const [a] of rows) {
    const p = chance(a * x[0] + x[1]);
    const s = p * (1 - p);
    H[0] += s * a * a; H[1] += s * a; H[2] += s * a; H[3] += s;
  }
  return H;
};
const objective = {
  dimension: 2,
  evaluate: ({ x }) => over(rows.keys().toArray?.() ?? [0, 1, 2, 3, 4, 5], x),
  batch: ({ x, rows: part }) => over(part, x),
  curvature: ({ x, want, columns }) => {
    const H = hessian(x);
    if (want === 'diagonal') return Float64Array.of(H[0], H[3]);
    const at = [...(columns ?? [0, 1])];
    const data = Float64Array.from(at.flatMap((i) => at.map((j) => H[2 * i + j])));
    return { kind: 'dense', rows: at.length, cols: at.length, data };
  },
  hessianVector: ({ x, v }) => {
    const H = hessian(x);
    return Float64Array.of(H[0] * v[0] + H[1] * v[1], H[2] * v[0] + H[3] * v[1]);
  },
  shape: () => ({ rows: 6, columns: 1, outputs: 1, entries: 6 }),
  subsample: () => objective,
  terms: () => ({
    rows: 6, columns: 1, outputs: 1, intercept: true, ridge: 1, curvature: 0.25,
    row: (i) => ({ columns: null, values: Float64Array.of(rows[i][0]) }),
    residual: (i, o) => { o[0] = chance(o[0]) - rows[i][1]; },
  }),
};
const soft = (u, t) => Math.sign(u) * Math.max(Math.abs(u) - t, 0);
const penalty = {
  value: (x) => 0.1 * Math.abs(x[0]),
  proxAt: (j, u, step) => (j === 1 ? u : soft(u, 0.1 * step)),
  violationAt: (j, z, g) => (j === 1 ? g : z === 0 ? soft(g, 0.1) : g + 0.1 * Math.sign(z)),
};
`;

test.each(findExamples(sources))('example at $name', (example) => {
  const code = `import { ${Object.keys(own).join(', ')} } from 'own';\n${SCENE}${example.code}`;
  for (const { line, got, wanted } of runExample({ ...example, code }, { own })) {
    expect(got, line).toEqual(wanted);
  }
});

test.each(findExamples({ 'README.md': readme }))('example at $name', (example) => {
  const claims = runExample(example, { '@betahat/optimizers': own });
  expect(claims.length).toBeGreaterThan(1);
  for (const { line, got, wanted } of claims) expect(got, line).toEqual(wanted);
});
