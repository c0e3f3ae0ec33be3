/**
 * `npm run ten-million [rows]`: predicts 10 million rows of 20 columns from Parquet to Parquet by the
 * built program (`npm run build` first), and says how long it took and how much memory. Not among the
 * tests: it needs 2 GB of disk and a minute.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';

const MOST = 500e6;
const rows = Number(process.argv[2] ?? 10_000_000);
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'betahat-ten-million-'));
const at = (name) => join(folder, name);

const columns = Array.from(
  { length: 20 },
  (_, j) => `(hash(i * 31 + ${j}) % 1000000) / 1e5 AS x${j}`,
);
const label = "CASE WHEN x0 + x1 + (hash(i) % 50) / 10 > 12 THEN 'yes' ELSE 'no' END AS y";

const write = async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const table = `SELECT ${columns.join(', ')} FROM range(${rows}) t(i)`;
  await connection.run(`COPY (${table}) TO $1 (FORMAT parquet)`, [at('rows.parquet')]);
  const train = `SELECT *, ${label} FROM (SELECT i, ${columns.join(', ')} FROM range(20000) t(i))`;
  await connection.run(`COPY (${train}) TO $1 (FORMAT parquet)`, [at('train.parquet')]);
  connection.closeSync();
  instance.closeSync();
};

/** Runs the program; the largest resident memory as Linux counts it, in bytes. */
const run = (...args) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    let most = 0;
    const look = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        most = Math.max(most, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024);
      } catch {
        // Ended in between.
      }
    }, 50);
    child.on('close', (code) => {
      clearInterval(look);
      if (code === 0) resolve(most);
      else reject(new Error(`betahat ${args[0]} ended with exit code ${code}`));
    });
  });

try {
  await write();
  await run('fit', at('train.parquet'), '-t', 'y', '-x', 'i', '-m', at('model.json'));
  const began = performance.now();
  const most = await run('predict', at('model.json'), at('rows.parquet'), '-o', at('out.parquet'));
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(
    `${rows} rows in ${seconds.toFixed(1)} s: ${Math.round(rows / seconds)} rows/s, at most ${Math.round(most / 1e6)} MB\n`,
  );
  if (most > MOST) throw new Error(`more than ${MOST / 1e6} MB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
