import { findExamples, runExample } from '@betahat/testing';
import { expect, test } from 'vitest';
import readme from '../README.md?raw';
import * as own from './index.ts';
import * as predict from './predict.ts';

const sources = import.meta.glob(['./**/*.ts', '!./**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

test.each(findExamples({ 'README.md': readme, ...sources }))('example at $name', (example) => {
  const claims = runExample(example, {
    '@betahat/pipeline': own,
    '@betahat/pipeline/predict': predict,
  });
  expect(claims.length).toBeGreaterThan(0);
  for (const { line, got, wanted } of claims) expect(got, line).toEqual(wanted);
});
