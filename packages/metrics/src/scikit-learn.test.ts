import { dense } from '@betahat/linalg';
import { relativeError } from '@betahat/testing';
import { expect, test } from 'vitest';
import fixture from '../fixtures/metrics.json';
import * as metrics from './index.ts';

type Values = number[] | number[][];
type Function = (...list: unknown[]) => unknown;

/** Values that JSON has no word for come as { number }, arrays as { input }. */
const revive = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(revive);
  const { number, input, rows, cols, data } = value as Record<string, unknown>;
  if (number !== undefined) return Number(number);
  if (input !== undefined) return revive(fixture.inputs[input as number]);
  if (rows !== undefined)
    return dense(rows as number, cols as number, Float64Array.from(revive(data) as number[]));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, revive(part)]));
};

/** A result in the order in which scikit-learn gives its parts. */
const parts = (name: string, result: unknown): number | Values => {
  if (typeof result === 'number') return result;
  const member = result as Record<string, never>;
  const orders: Record<string, string[]> = {
    rocCurve: ['falsePositiveRate', 'truePositiveRate', 'thresholds'],
    precisionRecallCurve: ['precision', 'recall', 'thresholds'],
    precisionRecall: ['precision', 'recall', 'f', 'support'],
    calibrationCurve: ['predicted', 'observed', 'weight'],
  };
  if (name === 'confusionMatrix')
    return Array.from((member['counts'] as { data: Float64Array }).data);
  return (orders[name] as string[]).map((part) => Array.from(member[part] as ArrayLike<number>));
};

const functions = new Map<string, unknown>(Object.entries(metrics));
const names = [...new Set(fixture.cases.map(([name]) => name as string))];

test('every function is covered', () => {
  expect([...functions.keys()].filter((name) => !names.includes(name))).toEqual([]);
});

test.each(names)('%s equals scikit-learn', (name) => {
  const call = functions.get(name) as Function;
  let cases = 0;
  for (const [ours, given, options, result] of fixture.cases as [
    string,
    unknown[],
    object,
    unknown,
  ][]) {
    if (ours !== name) continue;
    cases += 1;
    const got = parts(
      name,
      call(...given.map(revive), ...(name === 'auc' ? [] : [revive(options)])),
    );
    const wanted = revive(result) as number | Values;
    const title = `${name}, case ${cases}: ${JSON.stringify(options)}`;
    if (typeof got === 'number' || typeof wanted === 'number') {
      expect(relativeError(got as number, wanted as number, 1e-3), title).toBeLessThan(1e-13);
      continue;
    }
    for (const [k, list] of wanted.entries())
      expect(
        relativeError(got[k] as number, list as number, 1e-3),
        `${title}, part ${k}: ${JSON.stringify(got[k])} for ${JSON.stringify(list)}`,
      ).toBeLessThan(1e-13);
  }
  expect(cases).toBeGreaterThan(3);
});
