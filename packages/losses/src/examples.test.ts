import { findExamples, runExample } from '@betahat/testing';
import { expect, test } from 'vitest';
import readme from '../README.md?raw';
import * as own from './index.ts';
import * as simd from './simd/index.ts';

const sources = import.meta.glob(['./**/*.ts', '!./**/*.test.ts', '!./**/*.generated.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

test.each(findExamples({ 'README.md': readme, ...sources }))('example at $name', (example) => {
  const modules = { '@betahat/losses': own, '@betahat/losses/simd': simd };
  for (const { line, got, wanted } of runExample(example, modules)) {
    expect(got, line).toEqual(wanted);
  }
});
