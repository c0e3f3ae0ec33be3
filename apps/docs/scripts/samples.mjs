/**
 * Samples of docstrings often leave out their imports, which their own package's tests put in. A page
 * shows them complete.
 */

const WITHOUT_WORDS = /\/\/.*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g;

/** Names that stand alone in the code, in their order: not behind a dot, not keys of an object. */
const namesIn = (code) => [
  ...new Set(
    [
      ...code
        .replaceAll(WITHOUT_WORDS, "''")
        .matchAll(/(?<![\w$]|(?<!\.\.)\.)[A-Za-z_$][\w$]*(?!\s*:)/g),
    ].map(([name]) => name),
  ),
];

/**
 * The code, its imports before it.
 * @param {string} code
 * @param {readonly { path: string, names: ReadonlySet<string> }[]} entries what can be imported, the
 *   code's own package first
 */
export const withImports = (code, entries) => {
  if (/^import /m.test(code)) return code;
  const own = new Set(
    [...code.matchAll(/\b(?:const|let|function|class)\s+(\w+)/g)].map(([, name]) => name),
  );
  const imports = new Map();
  for (const name of namesIn(code)) {
    const entry = own.has(name) ? undefined : entries.find(({ names }) => names.has(name));
    if (entry !== undefined) imports.set(entry.path, [...(imports.get(entry.path) ?? []), name]);
  }
  const lines = [...imports].map(
    ([path, names]) => `import { ${names.sort().join(', ')} } from '@betahat/${path}';`,
  );
  return lines.length === 0 ? code : `${lines.join('\n')}\n\n${code}`;
};
