import { extname } from 'node:path';

/** How predictions can be written. */
export const FORMATS = ['csv', 'tsv', 'json', 'jsonl', 'table', 'parquet'] as const;

export type Format = (typeof FORMATS)[number];

const BY_ENDING: Readonly<Record<string, Format>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.parquet': 'parquet',
};

/** The format that a file's name says; CSV where it says none. */
export const formatOf = (output: string | undefined): Format =>
  (output === undefined ? undefined : BY_ENDING[extname(output).toLowerCase()]) ?? 'csv';
