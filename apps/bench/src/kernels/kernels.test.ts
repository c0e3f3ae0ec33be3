import { describe, expect, test } from 'vitest';
import { binaryCase } from './cases/binary.ts';
import { exponentialCase } from './cases/exponential.ts';
import { fusedCase } from './cases/fused.ts';
import { gramCase } from './cases/gram.ts';
import { productCase } from './cases/product.ts';
import { softmaxCase } from './cases/softmax.ts';
import { sparseCase } from './cases/sparse.ts';
import { type Contender, contest, deviation } from './contest.ts';
import { peerContenders } from './peers.ts';
import { markdown } from './table.ts';

const effort = { rounds: 3, sampleMs: 0, warmMs: 0 };
const alone = { python: null, peers: [] };

test('deviation: the larger of value and vector; NaN counts', () => {
  const expected = { value: 2, vector: [4, -8] };
  expect(deviation({ value: 2, vector: [4, -6] }, expected)).toBe(0.25);
  expect(deviation({ value: 3, vector: [4, -6] }, expected)).toBe(0.5);
  expect(deviation({ value: 2, vector: [Number.NaN, -8] }, expected)).toBeNaN();
  expect(deviation({ value: Number.NaN, vector: [4, -8] }, expected)).toBeNaN();
  expect(() => deviation({ value: 2, vector: [4] }, expected)).toThrow('1 numbers instead of 2');
  expect(() => deviation({ value: null, vector: [4, -8] }, expected)).toThrow('no value');
});

const fake = (name: string, milliseconds: number, vector = [1]): Contender => ({
  name,
  precision: 'float64',
  outcome: () => ({ value: null, vector }),
  sample: () => milliseconds,
});

test('who is wrong or fails is named and not timed; bars are ratios of medians', async () => {
  const failing = () => {
    throw new Error('cannot\nat all');
  };
  const bar = { text: '', ours: 'ours', other: 'slow' };
  const result = await contest(
    'case',
    {
      amount: 1e6,
      unit: 'GB/s',
      expected: { value: null, vector: [1] },
      contenders: [
        fake('ours', 1),
        fake('slow', 4),
        fake('wrong', 1, [1.1]),
        { ...fake('float32', 1, [1.0001]), precision: 'float32' },
        { ...fake('nothing to compare', 1, [7]), expected: null },
        { ...fake('fails', 1), outcome: failing },
      ],
      bars: [
        { ...bar, of: 'time', bound: { atMost: 0.25 } },
        { ...bar, of: 'rate', bound: { atLeast: 5 } },
        { ...bar, other: 'wrong', of: 'time', bound: { atMost: 1 } },
      ],
    },
    effort,
  );
  expect(result.standings.map(({ excluded }) => excluded)).toEqual([
    ...[null, null, 'wrong by 1.0e-1', null, null, 'cannot'],
  ]);
  expect(result.standings[0]).toMatchObject({ rate: 1, rounds: [1, 1, 1] });
  expect(result.verdicts.map(({ ratio, holds }) => [ratio, holds])).toEqual([
    [0.25, true],
    [4, false],
    [null, null],
  ]);
});

test('a peer without an operation is listed as such', async () => {
  const peers = [{ name: 'peer', version: '1' }];
  const [contender] = peerContenders(peers, () => undefined);
  expect(contender!.name).toBe('peer');
  expect(() => contender!.outcome()).toThrow('has no such operation');
});

describe.each([
  softmaxCase(50, 3),
  binaryCase(600),
  fusedCase(64, 5, 1),
  fusedCase(20_000, 50, 1),
  gramCase(100, 7, 1),
  gramCase(100, 3, null),
  sparseCase(30, 40, 5, false),
  sparseCase(30, 40, 5, true),
  exponentialCase(100),
  productCase(30, 5, 1, false),
  productCase(30, 5, 1, true),
  productCase(30, 5, 3, false),
  productCase(30, 5, 3, true),
])('$name', ({ name, prepare }) => {
  test('all of ours agree with the plain loop, and the table has a line for each', async () => {
    const result = await contest(name, await prepare(alone), effort);
    for (const { excluded, rounds } of result.standings) {
      expect(excluded).toBeNull();
      expect(rounds).toHaveLength(3);
    }
    const table = markdown({
      machine: {
        processor: '',
        cores: 1,
        memory: '',
        system: '',
        node: '',
        date: '2026-01-01T00:00:00.000Z',
      },
      versions: {},
      engine: 'plain',
      load: 0,
      quick: true,
      rounds: 3,
      cases: [result],
    });
    for (const { contender } of result.standings) expect(table).toContain(`| ${contender} `);
  });
});
