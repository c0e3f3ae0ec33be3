import { findExamples, runExample } from '@betahat/testing';
import { expect, test } from 'vitest';
import readme from '../README.md?raw';
import * as check from './check.ts';
import * as linalg from './index.ts';
import * as threads from './threads/index.ts';

const own = { ...linalg, ...check, ...threads };
const sources = import.meta.glob(['./**/*.ts', '!./**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** What examples of passes speak of. */
const SCENE = `
const X = fromRows([[1, 2], [3, 4], [5, 6]]);
const y = Float64Array.of(1, 2, 3);
const w = Float64Array.of(0.5, 0.25);
const walk = rowWalk(X, 1);
`;

test.each(findExamples(sources))('example at $name', (example) => {
  const names = Object.keys(own);
  const scene = /\bwalk\.|rowWalk\(X/.test(example.code)
    ? SCENE.replace(/const walk.*\n/, example.code.includes('const walk') ? '' : '$&')
    : '';
  const code = `import { ${names.join(', ')} } from 'own';\n${scene}${example.code}`;
  for (const { line, got, wanted } of runExample({ ...example, code }, { own })) {
    expect(got, line).toEqual(wanted);
  }
});

test.each(findExamples({ 'README.md': readme }))('example at $name', (example) => {
  for (const { line, got, wanted } of runExample(example, { '@betahat/linalg': linalg })) {
    expect(got, line).toEqual(wanted);
  }
});
