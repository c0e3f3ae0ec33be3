import { describe, expect, test } from 'vitest';
import { findExamples, runExample } from './examples.ts';
import * as testing from './index.ts';

const source = `
/**
 * Doubles.
 * @param x a number
 * @example
 * import { twice } from 'pkg';
 * twice(2); // 4
 * const y = twice(1); // no claim
 * twice(1 / 3); // 0.66…, recurring
 * twice(y); // twice as much
 * twice(0.5); // 2
 * @throws nothing
 */
`;
const [example] = findExamples({ 'a.ts': source });
const modules = { pkg: { twice: (x: number) => 2 * x } };

describe('examples', () => {
  test('are found with their place', () => {
    expect(example.name).toBe('a.ts:5');
    expect(findExamples({ 'b.md': 'text\n```ts\n1 + 1; // 2\n```\n' })).toEqual([
      { name: 'b.md:2', code: '1 + 1; // 2\n' },
    ]);
  });

  test('give claims', () => {
    expect(runExample(example, modules)).toEqual([
      { line: 'twice(2); // 4', got: 4, wanted: 4 },
      { line: 'twice(1 / 3); // 0.66…, recurring', got: 0.666666666667, wanted: 0.666666666667 },
      { line: 'twice(0.5); // 2', got: 1, wanted: 2 },
    ]);
  });

  test('give values of every kind', () => {
    const code = [
      "console.log(['a']); // ['a']",
      'Float64Array.of(1, 2); // Float64Array [1, 2]',
      'Uint8Array.of(1); // Uint8Array(1) [1], one byte',
      '-1 / 3; // −1/3',
    ].join('\n');
    const claims = runExample({ name: '', code }, {});
    expect(claims.length).toBe(4);
    for (const { got, wanted } of claims) expect(got).toEqual(wanted);
  });

  test('fail where they import what is not there', () => {
    expect(() => runExample(example, {})).toThrow('the example imports pkg');
  });
});

const files = import.meta.glob(['./*.ts', '!./*.test.ts', '!./examples.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

test.each(findExamples(files))('$name', (own) => {
  const all = {
    ...own,
    code: `import { ${Object.keys(testing).join(', ')} } from 'testing';\n${own.code}`,
  };
  for (const { line, got, wanted } of runExample(all, { testing }))
    expect(got, line).toEqual(wanted);
});
