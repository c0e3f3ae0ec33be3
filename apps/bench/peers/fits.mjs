/**
 * The JavaScript side of `npm run bench`: node fits.mjs FOLDER SOLVER. The questions and answers are
 * those of python/fits.py. Data is where and how the peer wants it before anything is timed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SOLVERS } from './fits/solvers.mjs';

const [folder, solver] = process.argv.slice(2);

const numbers = (file) => {
  const bytes = readFileSync(join(folder, file));
  return new Float64Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  );
};

/** Peak resident memory in MB. */
const peak = () => process.resourceUsage().maxRSS / 1024;

let fit;
let before = 0;

const load = async () => {
  const { rows, cols, classes, penalties } = JSON.parse(
    readFileSync(join(folder, 'meta.json'), 'utf8'),
  );
  const problem = {
    ...{ rows, cols, classes, l2: penalties[0].l2 },
    outputs: classes === 2 ? 1 : classes,
    X: numbers('X.f64'),
    y: numbers('y.f64'),
  };
  const { prepare } = await SOLVERS[solver]();
  fit = await prepare(problem);
  before = peak();
  return { ok: true };
};

const run = async ({ tolerance, repeats, path }) => {
  let found;
  const begin = performance.now();
  for (let k = 0; k < repeats; k++) found = await fit(tolerance);
  const ms = (performance.now() - begin) / repeats;
  writeFileSync(path, new Uint8Array(Float64Array.from([...found.W, ...found.b]).buffer));
  return { ms };
};

const answers = { load, fit: run, memory: () => ({ before, peak: peak() }) };

// What a peer prints must not come between the answers.
Object.assign(globalThis.console, { log: () => {}, info: () => {}, warn: () => {} });

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const reply = await Promise.resolve()
    .then(() => answers[request.ask](request))
    .catch((error) => ({
      error: `${error?.name}: ${error?.message}`.split(/\n| imported from /)[0],
    }));
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
