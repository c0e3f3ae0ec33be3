import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { findExamples, runExample } from '@betahat/testing';
import { expect, test } from 'vitest';
import { modules } from './modules.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const pages = fileURLToPath(new URL('../pages', import.meta.url));
const files = Object.fromEntries(
  ['index.md', ...readdirSync(`${pages}/guide`).map((name) => `guide/${name}`)].map((name) => [
    name,
    readFileSync(`${pages}/${name}`, 'utf8').replaceAll(/^```ts twoslash.*$/gm, '```ts'),
  ]),
);
const examples = findExamples(files);

test('every page of the start has its samples compiled', () => {
  expect(examples).toHaveLength(14);
  const texts = Object.keys(files).map((name) => readFileSync(`${pages}/${name}`, 'utf8'));
  expect(texts.join('\n')).not.toMatch(/^```ts(?! twoslash)/m);
});

test.each(examples)('$name runs, and says what its comments say', ({ name, code }) => {
  const plain = stripTypeScriptTypes(code).replaceAll(/^import \{[^}]*\}/gm, (names) =>
    names.replaceAll(/,(\s*,)+/g, ',').replace(/\{\s*,/, '{'),
  );
  for (const { line, got, wanted } of runExample({ name, code: plain }, modules))
    expect(got, line).toEqual(wanted);
});

test('the eight lines are those of the README', () => {
  const readme = readFileSync(`${root}/README.md`, 'utf8');
  const [eight] = findExamples({ 'index.md': files['index.md']! });
  expect(readme).toContain(eight!.code);
});
