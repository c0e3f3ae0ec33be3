import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PACKAGES } from './packages.ts';

test('the site lists every package that is published', () => {
  const folder = new URL('../../../../packages/', import.meta.url);
  const published = readdirSync(folder).filter(
    (name) => !JSON.parse(readFileSync(new URL(`${name}/package.json`, folder), 'utf8')).private,
  );
  expect([...PACKAGES].sort()).toEqual(published.sort());
});
