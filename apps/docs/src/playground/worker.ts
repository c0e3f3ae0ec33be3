import { compareSolvers } from './compare-solvers.ts';
import { evaluate } from './evaluate.ts';
import { fitTable } from './fit.ts';
import type { FromWorker, Task, ToWorker } from './messages.ts';
import { penaltyPath } from './penalty-path.ts';
import { splitRows } from './split.ts';

// A fit that is large enough would start a worker of its own, whose file has to be fetched, to leave its
// caller free. This is a thread of its own already.
Reflect.deleteProperty(globalThis, 'Worker');

/** Milliseconds between messages of progress: more often is more than a screen shows. */
const EVERY = 40;

const post = (message: FromWorker) => postMessage(message);
let abort = new AbortController();

const fit = async ({ table, settings }: Extract<Task, { kind: 'fit' }>) => {
  let objectives: number[] = [];
  let last = performance.now();
  const { pipeline, warning } = await fitTable(table, settings, {
    signal: abort.signal,
    onIteration: ({ objective, gradientNorm }) => {
      objectives.push(objective);
      if (performance.now() - last < EVERY) return;
      post({ kind: 'progress', objectives, gradientNorm });
      objectives = [];
      last = performance.now();
    },
  });
  post({ kind: 'progress', objectives, gradientNorm: pipeline.report.gradientNorm });
  const { test } = splitRows(table, settings);
  const json = JSON.parse(JSON.stringify(pipeline));
  post({ kind: 'fitted', json, evaluation: evaluate(pipeline, table, test), warning });
};

const run = async (task: Task) => {
  const { signal } = abort;
  if (task.kind === 'fit') await fit(task);
  if (task.kind === 'path')
    for await (const point of penaltyPath(task.table, task.settings, task.penalty, signal))
      post({ kind: 'point', point });
  if (task.kind === 'compare')
    for await (const run of compareSolvers(task.table, task.settings, signal))
      post({ kind: 'run', run });
};

addEventListener('message', async ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'stop') {
    abort.abort();
    return;
  }
  abort = new AbortController();
  try {
    await run(data);
    post({ kind: 'done' });
  } catch (error) {
    post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});
