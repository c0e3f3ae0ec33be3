import { expect, test } from 'vitest';
import { Cut } from '../conversation.ts';
import type { Contender, Timed } from './contender.ts';
import { fitOurs } from './contenders/betahat.ts';
import { type Effort, measure } from './measure.ts';
import { optimumOf } from './optimum.ts';
import { notebookSized } from './workloads/notebook.ts';

const problem = notebookSized()[0]!;
const [best] = fitOurs(problem, 1e-14).fits;

/** The optimum moved by a factor; no time passes, so what it takes is what it says. */
const moved = (factor: number, ms: number): Timed => ({
  ms,
  fits: [{ W: best!.W.map((w) => factor * w), b: best!.b }],
});

const contender = (
  name: string,
  ladder: readonly number[],
  fit: (tolerance: number) => Timed,
): Contender => ({
  name,
  language: 'JavaScript',
  threads: 1,
  ladder,
  open: async () => ({ fit: async (tolerance) => fit(tolerance), close: () => undefined }),
});

const standingsOf = (contenders: readonly Contender[], effort: Partial<Effort> = {}) =>
  measure(
    problem,
    contenders,
    { free: optimumOf(problem), penalised: null },
    { rounds: 5, limitMs: 2e4, sampleMs: 20, warmMs: 100, ...effort },
    () => undefined,
  );

test('who stops short or is cut tells where and when it came closest', async () => {
  const short = contender('short', [0.1, 0.01, 0.001], (tolerance) =>
    // Closest in the middle.
    moved(tolerance === 0.01 ? 1.1 : 2, 1000 * tolerance),
  );
  const cut = contender('cut', [0.1, 0.01], (tolerance) => {
    if (tolerance < 0.1) throw new Cut('of this one fit');
    return moved(1.1, 7);
  });
  const [first, second] = await standingsOf([short, cut]);
  expect(first).toMatchObject({ rounds: [], tolerance: null, excluded: 'stops short' });
  expect(first!.closest).toEqual({ tolerance: 0.01, ms: 10 });
  expect(second).toMatchObject({ rounds: [], excluded: 'stopped after 20 s' });
  expect(second!.closest).toEqual({ tolerance: 0.1, ms: 7 });
  expect(second!.gap).toBe(first!.gap);
});

test('a first fit that compilers slow down does not count against its contender', async () => {
  let calls = 0;
  const cold = contender('cold', [1], () => moved(1, calls++ === 0 ? 90 : 1));
  const slow = contender('slow', [1], () => moved(1, 40));
  const quick = contender('quick', [1], () => moved(1, 1));
  const standings = await standingsOf([cold, slow, quick]);
  expect(standings.map(({ rounds }) => rounds.length)).toEqual([5, 1, 5]);
  expect(standings[0]!.rounds).toEqual([1, 1, 1, 1, 1]);
});

test('a contender that fails in a later fit is out with its reason, and the others go on', async () => {
  let calls = 0;
  const fails = contender('fails', [1], () => {
    if (calls++ > 0) throw new Error('out of memory');
    return moved(1, 5);
  });
  const goes = contender('goes', [1], () => moved(1, 1));
  const [first, second] = await standingsOf([fails, goes]);
  expect(first).toMatchObject({ rounds: [], excluded: 'failed in a later fit: out of memory' });
  expect(second!.rounds).toHaveLength(5);
});
