import { describe, expect, test } from 'vitest';
import { numericDerivative, numericGradient } from './numeric-derivative.ts';
import { relativeError } from './relative-error.ts';
import { ulpDistance } from './ulp.ts';

const { EPSILON, MAX_VALUE, MIN_VALUE, NaN: nan, NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number;

describe('ulpDistance', () => {
  test.each([
    [1, 1, 0],
    [0, -0, 0],
    [1, 1 + EPSILON, 1],
    [1, 1 - EPSILON / 2, 1],
    [2, 2 + 4 * EPSILON, 2],
    [MIN_VALUE, -MIN_VALUE, 2],
    [0, MIN_VALUE, 1],
    [MAX_VALUE, POSITIVE_INFINITY, 1],
    [nan, nan, 0],
    [nan, 1, POSITIVE_INFINITY],
    [1, 2, 2 ** 52],
  ])('of %d and %d is %d', (a, b, distance) => {
    expect(ulpDistance(a, b)).toBe(distance);
    expect(ulpDistance(b, a)).toBe(distance);
    expect(ulpDistance(-a, -b)).toBe(distance);
  });
});

describe('relativeError', () => {
  test.each([
    [1, 1, 0],
    [0, 0, 0],
    [nan, nan, 0],
    [POSITIVE_INFINITY, POSITIVE_INFINITY, 0],
    [POSITIVE_INFINITY, NEGATIVE_INFINITY, POSITIVE_INFINITY],
    [1, 0, POSITIVE_INFINITY],
    [nan, 1, POSITIVE_INFINITY],
    [3, 2, 0.5],
    [-3, -2, 0.5],
  ])('of %d for %d is %d', (actual, expected, error) => {
    expect(relativeError(actual, expected)).toBe(error);
  });

  test('of arrays is the largest', () => {
    expect(relativeError([1, 3], Float64Array.of(1, 2))).toBe(0.5);
    expect(relativeError([1], [1, 2])).toBe(POSITIVE_INFINITY);
    expect(relativeError(1, [1])).toBe(POSITIVE_INFINITY);
    expect(relativeError([], [])).toBe(0);
  });

  test('has a floor', () => {
    expect(relativeError(1e-20, 0, 1)).toBe(1e-20);
  });
});

describe('numericDerivative', () => {
  test.each([
    ['sin', Math.sin, Math.cos, 1],
    ['exp', Math.exp, Math.exp, -3],
    ['log', Math.log, (x: number) => 1 / x, 100],
    ['x⁴', (x: number) => x ** 4, (x: number) => 4 * x ** 3, 5],
  ])('of %s', (_, f, derivative, x) => {
    expect(relativeError(numericDerivative(f, x), derivative(x))).toBeLessThan(1e-11);
  });

  test('of several variables', () => {
    const gradient = numericGradient(([a, b, c]) => a * b + Math.exp(c), [2, 3, 0]);
    expect(relativeError(gradient, [3, 2, 1])).toBeLessThan(1e-11);
  });
});
