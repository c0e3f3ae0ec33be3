import * as linalg from '@betahat/linalg';
import { findExamples, runExample } from '@betahat/testing';
import { expect, test } from 'vitest';
import readme from '../README.md?raw';
import * as own from './index.ts';

const sources = import.meta.glob(['./**/*.ts', '!./**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

test.each(findExamples({ 'README.md': readme, ...sources }))('example at $name', (example) => {
  const claims = runExample(example, { '@betahat/linalg': linalg, '@betahat/features': own });
  for (const { line, got, wanted } of claims) expect(got, line).toEqual(wanted);
});
