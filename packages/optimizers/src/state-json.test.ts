import { expect, test } from 'vitest';
import { decodeState, encodeState } from './state-json.ts';

test('a state survives JSON bit for bit', () => {
  const state = {
    x: Float64Array.of(0.1, -0, Number.NaN, Number.NEGATIVE_INFINITY, 1e-320),
    order: Uint32Array.of(3, 1),
    value: Number.NaN,
    zero: -0,
    certificate: { kind: 'newtonDecrement', value: 1 / 3 },
    pairs: [Float64Array.of(1), new Float64Array(0)],
    none: null,
    flag: true,
  };
  expect(decodeState(JSON.parse(JSON.stringify(encodeState(state))))).toStrictEqual(state);
});

test('what is not plain data is refused', () => {
  expect(() => encodeState({ f: () => 1 })).toThrow('encodeState: state must be plain data');
  expect(() => decodeState({ float64: 'x' })).toThrow('float64 must be an array');
});
