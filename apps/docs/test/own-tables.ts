import { readFileSync } from 'node:fs';
import { readCsv, type TextTable } from '../src/playground/read-csv.ts';

const at = (path: string) => new URL(path, import.meta.url);

/** One of the repository's tables, or people.csv, as the playground reads it. */
export const tableOf = (file: string): TextTable => readCsv(readFileSync(pathOf(file), 'utf8'));

export const pathOf = (file: string): URL =>
  at(file === 'people.csv' ? './people.csv' : `../../../data/${file}`);
