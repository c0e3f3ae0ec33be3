import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { folder } from './folder.ts';

/** Writes files of results/, each under its ending; says which. */
export const writeResults = (name: string, files: Readonly<Record<string, string>>): string => {
  const into = folder('results');
  mkdirSync(into, { recursive: true });
  for (const [ending, text] of Object.entries(files))
    writeFileSync(`${into}${name}.${ending}`, text);
  const names = Object.keys(files).map((ending) => `${name}.${ending}`);
  return `apps/bench/results: ${names.join(', ')}`;
};

export const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** A result file of JSON; null where there is none. */
export const readResult = <T>(name: string): T | null => {
  const file = `${folder('results')}${name}.json`;
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null;
};
