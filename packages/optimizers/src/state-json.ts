import { typeError } from '@betahat/linalg/check';

/** A number that JSON has no word for, or the number itself. */
type JsonNumber = number | 'NaN' | 'Infinity' | '-Infinity' | '-0';

/** JSON can hold this. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json };

const encodeNumber = (value: number): JsonNumber =>
  Number.isFinite(value) && !Object.is(value, -0)
    ? value
    : ((Object.is(value, -0) ? '-0' : String(value)) as JsonNumber);

/**
 * A state as JSON data, bit for bit: vectors become `{ float64: […] }`, a number that JSON does not
 * know becomes `{ number: 'NaN' }`.
 *
 * @throws TypeError for what is not plain data: such a state could not be resumed
 * @example
 * const part = minimize(objective, newton(), [0, 0], { tolerance: 0, maxIterations: 2 });
 * const text = JSON.stringify(encodeState(part.state));
 * minimize(objective, newton(), decodeState(JSON.parse(text))).converged; // true
 */
export const encodeState = (state: unknown): Json => {
  if (state === null || typeof state === 'boolean' || typeof state === 'string') return state;
  if (typeof state === 'number') {
    const encoded = encodeNumber(state);
    return typeof encoded === 'number' ? encoded : { number: encoded };
  }
  if (state instanceof Float64Array) return { float64: Array.from(state, encodeNumber) };
  if (state instanceof Uint32Array) return { uint32: Array.from(state) };
  if (Array.isArray(state)) return state.map(encodeState);
  if (typeof state === 'object' && Object.getPrototypeOf(state) === Object.prototype) {
    const entries = Object.entries(state).filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries.map(([name, value]) => [name, encodeState(value)]));
  }
  throw typeError('encodeState', 'state', 'plain data', state);
};

/**
 * The state that encodeState wrote. The method that it came from checks it when it is resumed.
 *
 * @throws TypeError where the data did not come from encodeState
 */
export const decodeState = <S>(data: unknown): S => decode(data) as S;

const decode = (data: unknown): unknown => {
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map(decode);
  const [name, value] = Object.entries(data)[0] ?? [];
  if (name === 'float64') {
    if (!Array.isArray(value)) throw typeError('decodeState', 'float64', 'an array', value);
    return Float64Array.from(value, Number);
  }
  if (name === 'uint32') {
    if (!Array.isArray(value)) throw typeError('decodeState', 'uint32', 'an array', value);
    return Uint32Array.from(value);
  }
  if (name === 'number') return Number(value);
  return Object.fromEntries(Object.entries(data).map(([key, inner]) => [key, decode(inner)]));
};
