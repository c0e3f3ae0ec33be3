import { type CsrMatrix, csr, multiply } from '@betahat/linalg';
import { RandomState } from '@betahat/random';
import { labels } from './labels.ts';

const DRAWS = 58;

/** Words by rank: the chance of rank r falls as 1/(r + 2.7)^1.05. Returns a draw. */
const zipf = (words: number, random: RandomState): (() => number) => {
  const sums = new Float64Array(words);
  let total = 0;
  for (let r = 0; r < words; r++) sums[r] = total += 1 / (r + 2.7) ** 1.05;
  return () => {
    const u = random.rand() * total;
    let [low, high] = [0, words - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! < u) low = middle + 1;
      else high = middle;
    }
    return low;
  };
};

/** How often each word was drawn in a row, words in ascending order. */
const counts = (drawn: Uint32Array): [number, number][] => {
  const pairs: [number, number][] = [];
  for (const word of drawn.sort()) {
    const last = pairs.at(-1);
    if (last !== undefined && last[0] === word) last[1] += 1;
    else pairs.push([word, 1]);
  }
  return pairs;
};

/** Counts to tf-idf, (1 + log count)·(log((1 + n)/(1 + df)) + 1), each row of length 1. */
const tfidf = (rows: number, words: number, found: readonly [number, number][][]): CsrMatrix => {
  const frequency = new Float64Array(words);
  const rowStart = new Uint32Array(rows + 1);
  found.forEach((pairs, i) => {
    rowStart[i + 1] = rowStart[i]! + pairs.length;
    for (const [word] of pairs) frequency[word]! += 1;
  });
  const columns = new Uint32Array(rowStart[rows]!);
  const values = new Float64Array(rowStart[rows]!);
  found.forEach((pairs, i) => {
    let squares = 0;
    pairs.forEach(([word, count], k) => {
      const idf = Math.log((1 + rows) / (1 + frequency[word]!)) + 1;
      const at = rowStart[i]! + k;
      columns[at] = word;
      values[at] = (1 + Math.log(count)) * idf;
      squares += values[at]! ** 2;
    });
    for (let at = rowStart[i]!; at < rowStart[i + 1]!; at++) values[at]! /= Math.sqrt(squares);
  });
  return csr(rows, words, values, columns, rowStart);
};

/**
 * Documents: some 55 different words each out of `words`, weighted by tf-idf, and a label. With several
 * classes a quarter of a document's words come from an order of ranks of its class; with two the
 * label is drawn from a logistic model in a tenth of the words.
 */
export const text = (rows: number, words: number, classes: number, seed: number) => {
  const random = new RandomState(seed);
  const draw = zipf(words, random);
  const general = random.permutation(words);
  const y = classes === 2 ? new Float64Array(rows) : random.randint(0, classes, rows);
  const orders =
    classes === 2 ? [] : Array.from({ length: classes }, () => random.permutation(words));
  const found: [number, number][][] = [];
  for (let i = 0; i < rows; i++) {
    const length = Math.max(5, Math.floor(Math.exp(Math.log(DRAWS) + 0.45 * random.randn())));
    const drawn = new Uint32Array(length);
    for (let k = 0; k < length; k++) {
      const own = classes > 2 && random.rand() < 0.25;
      drawn[k] = (own ? orders[y[i]!]! : general)[draw()]!;
    }
    found.push(counts(drawn));
  }
  const X = tfidf(rows, words, found);
  if (classes > 2) return { X, y };
  const w = random.randn(words).map((v) => (random.rand() < 0.1 ? v : 0));
  const logits = multiply(X, w) as Float64Array;
  const mean = logits.reduce((sum, v) => sum + v, 0) / rows;
  const spread = Math.sqrt(logits.reduce((sum, v) => sum + (v - mean) ** 2, 0) / rows);
  const scaled = w.map((v) => (2.5 * v) / spread);
  return { X, y: labels(X, scaled, classes, random) };
};
