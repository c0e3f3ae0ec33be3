import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { betahat, folder } from './betahat.ts';
import { writeWithDuckDB } from './duckdb-files.ts';

const { at } = folder();
const here = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const main = here('node_modules/.cache/betahat-test/memory.js');

beforeAll(async () => {
  await build({
    stdin: {
      contents:
        "process.on('exit', () => console.error('peak', process.resourceUsage().maxRSS)); await import('./src/main.ts');",
      resolveDir: here('.'),
    },
    outfile: main,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['@betahat/source'],
    external: Object.keys(manifest.dependencies).filter((name) => !/^@betahat\//.test(name)),
    logLevel: 'error',
  });
  const columns = Array.from({ length: 20 }, (_, j) => `(hash(i * 31 + ${j}) % 997) / 97 AS x${j}`);
  const table = (rows: number) =>
    `SELECT *, x0 + x1 > 10 AS y FROM (SELECT ${columns} FROM range(${rows}) t(i))`;
  await writeWithDuckDB(table(2000), at('train.parquet'));
  await writeWithDuckDB(table(1_000_000), at('rows.parquet'));
  await betahat('fit', at('train.parquet'), '-t', 'y', '-m', at('m.json'));
});

/** Kilobytes at most, with the rows that were written. */
const peak = (output: string): number => {
  const args = ['predict', at('m.json'), at('rows.parquet'), '-o', output];
  const { status, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  expect(existsSync(output)).toBe(true);
  return Number(/peak (\d+)/.exec(stderr)![1]);
};

// A million rows of 20 columns are 160 MB as doubles; ten million go through in the same memory.
test.skipIf(process.platform !== 'linux').each(['out.parquet', 'out.csv'])(
  'a million rows to %s in at most 500 MB',
  (name) => {
    expect(peak(at(name))).toBeLessThan(500_000);
  },
  120_000,
);
