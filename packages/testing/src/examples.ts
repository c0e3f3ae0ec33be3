/** An example of the documentation, to be run. */
export interface Example {
  /** File and line, for the test's name. */
  readonly name: string;
  readonly code: string;
}

/** What a line of an example gives, next to what its comment says it gives. */
export interface Claim {
  readonly line: string;
  readonly got: unknown;
  readonly wanted: unknown;
}

const at = (file: string, text: string, index: number) =>
  `${file}:${text.slice(0, index).split('\n').length}`;

/**
 * Every `@example` of TypeScript sources and every ```ts block of Markdown files.
 * @param files texts by file name
 */
export const findExamples = (files: Readonly<Record<string, string>>): Example[] =>
  Object.entries(files).flatMap(([file, text]) =>
    file.endsWith('.md')
      ? [...text.matchAll(/^```ts\r?\n(.*?)^```/gms)].map((match) => ({
          name: at(file, text, match.index),
          code: match[1],
        }))
      : [...text.matchAll(/^ *\* @example(.*?)(?=\*\/|^ *\* @)/gms)].map((match) => ({
          name: at(file, text, match.index),
          code: match[1].replaceAll(/^ *\* ?/gm, '').trim(),
        })),
  );

/**
 * Runs an example and collects its claims: lines `expression; // value`, `console.log` among them.
 * A comment that is not a value, as `// six normals`, is no claim. A number that ends with … stands
 * for all that begin so.
 * @param modules what `import … from 'name'` gives, by name
 * @throws whatever the example throws, or an Error if it imports something else
 */
export const runExample = (
  { code }: Example,
  modules: Readonly<Record<string, object>>,
): Claim[] => {
  const claims: Claim[] = [];
  const claim = (got: unknown, line: string, value: string) => {
    const wanted = writtenValue(value, got);
    if (wanted !== undefined) claims.push({ line, got: plain(got), wanted: plain(wanted.value) });
    return got;
  };
  const load = (name: string) => {
    const found = modules[name];
    if (found === undefined) throw new Error(`the example imports ${name}`);
    return found;
  };
  const quiet = { log: (...values: unknown[]) => values[0] };
  const body = code
    .replaceAll(
      /^import (\{[^}]*\}) from '([^']+)';$/gm,
      (_, names: string, from: string) =>
        `const ${names.replaceAll(/ as /g, ': ')} = load(${JSON.stringify(from)});`,
    )
    .split('\n')
    .map(withClaim)
    .join('\n');
  new Function('load', 'claim', 'console', body)(load, claim, quiet);
  return claims;
};

/** `expression; // value` becomes a call that records both. */
const withClaim = (line: string): string => {
  const match = /^(\s*)(.*?);? \/\/ (.*)$/.exec(line);
  if (match === null || /^(const|let|import|if|for|return|\}|\/\/)/.test(match[2])) return line;
  const [, indent, expression, comment] = match;
  if (!isExpression(expression)) return line;
  return `${indent}claim((${expression}), ${JSON.stringify(line.trim())}, ${JSON.stringify(comment)});`;
};

const isExpression = (text: string): boolean => {
  try {
    new Function(`return (${text}\n)`);
    return true;
  } catch {
    return false;
  }
};

/** The value that a comment writes, alone or before a comma; undefined if it writes none. */
const writtenValue = (comment: string, got: unknown): { value: unknown } | undefined => {
  const text = comment
    .replaceAll('−', '-')
    .replaceAll(/\b(\w+Array)(?:\(\d+\))? \[/g, '$1.from([')
    .replaceAll(/(Array\.from\(\[[^\]]*\])/g, '$1)');
  const begins = /^(-?\d+\.\d+)…/.exec(text);
  if (begins !== null) {
    const isSo = typeof got === 'number' && String(got).startsWith(begins[1]);
    return { value: isSo ? got : Number(begins[1]) };
  }
  for (const part of [text, text.slice(0, Math.max(0, text.indexOf(',')))]) {
    if (!/^[-\d.'"[{(]|^(true|false|null|undefined|NaN|Infinity|\w+Array\.from)\b/.test(part))
      continue;
    try {
      return { value: new Function(`return (${part})`)() };
    } catch {
      // not a value: the next reading, or none
    }
  }
  return undefined;
};

/** Numbers to 12 digits and typed arrays as arrays, for comparison. */
const plain = (value: unknown): unknown => {
  if (typeof value === 'number') return Number(value.toPrecision(12)) + 0;
  if (ArrayBuffer.isView(value) && 'length' in value)
    return Array.from(value as Float64Array, plain);
  return Array.isArray(value) ? value.map(plain) : value;
};
