import { readFileSync } from 'node:fs';
import { PACKAGES } from '../src/site/packages.ts';

interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>;
}

const entriesOf = (name: string): string[] => {
  const path = new URL(`../../../packages/${name}/package.json`, import.meta.url);
  const { exports } = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  return Object.keys(exports)
    .filter((entry) => !entry.endsWith('.json'))
    .map((entry) => `@betahat/${name}${entry.slice(1)}`);
};

/** Everything that a sample may import, by the name that it imports it from. */
export const modules: Readonly<Record<string, object>> = Object.fromEntries(
  await Promise.all(
    PACKAGES.flatMap(entriesOf).map(async (name) => [name, await import(name)] as const),
  ),
);
