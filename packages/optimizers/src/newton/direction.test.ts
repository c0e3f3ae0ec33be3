import { dense, fromRows } from '@betahat/linalg';
import { describe, expect, test } from 'vitest';
import { uniform } from '../../test/problems.ts';
import { dot } from '../vector.ts';
import { newtonDirection } from './direction.ts';

/** BᵀB in columns scaled by 10^±decades: positive semidefinite of rank B.rows. */
const semidefinite = (rank: number, size: number, decades = 0, seed = 1) => {
  const next = uniform(seed);
  const B = Float64Array.from({ length: rank * size }, next);
  const scale = Float64Array.from({ length: size }, (_, j) =>
    size === 1 ? 1 : 10 ** (decades * ((2 * j) / (size - 1) - 1)),
  );
  const H = dense(size, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let k = 0; k < rank; k++) sum += B[k * size + i] * B[k * size + j];
      H.data[i * size + j] = sum * scale[i] * scale[j];
    }
  }
  return H;
};

const times = (H: ReturnType<typeof dense>, v: Float64Array): Float64Array =>
  v.map((_, i) => dot(H.data.subarray(i * v.length, (i + 1) * v.length) as Float64Array, v));

describe('newtonDirection', () => {
  test.each([1, 2, 5, 9])('solves H p = −g, size %i', (size) => {
    const H = semidefinite(size + 3, size);
    const p0 = Float64Array.from({ length: size }, (_, i) => i - 1.5);
    const g = times(H, p0).map((v) => -v);
    const { direction, convex } = newtonDirection(H, g);
    expect(convex).toBe(true);
    direction.forEach((v, i) => {
      expect(v).toBeCloseTo(p0[i], 8);
    });
  });

  test('columns in units from 1e-6 to 1e6 are not taken for collinear ones', () => {
    const H = semidefinite(9, 6, 6);
    const p0 = Float64Array.from({ length: 6 }, (_, j) => 10 ** (-6 * ((2 * j) / 5 - 1)));
    const { direction } = newtonDirection(
      H,
      times(H, p0).map((v) => -v),
    );
    direction.forEach((v, j) => {
      expect(v / p0[j]).toBeCloseTo(1, 7);
    });
  });

  // Rank 4 of 7: less what lies in the null space; 1 and 3: in the range.
  test.each([
    [4, 0],
    [4, 2],
    [3, 0],
    [3, 2],
    [1, 0],
    [1, 2],
  ])('singular, rank %i of 7: the solution of smallest norm, scales 10^±%i', (rank, decades) => {
    const H = semidefinite(rank, 7, decades, 5);
    const g = times(H, Float64Array.of(1, -1, 2, 0, 1, 3, -2)).map((v) => -v);
    const { direction, convex } = newtonDirection(H, g);
    expect(convex).toBe(true);
    const residual = times(H, direction).map((v, i) => v + g[i]);
    const size = Math.sqrt(dot(g, g));
    expect(Math.sqrt(dot(residual, residual))).toBeLessThan(1e-9 * size);
    // Smallest: in the row space, so that H z = 0 implies zᵀp = 0. A null vector by elimination:
    // any solution less ours lies in the null space.
    const other = Float64Array.of(1, -1, 2, 0, 1, 3, -2);
    const null_ = other.map((v, i) => v - direction[i]);
    const cosine = dot(null_, direction) / Math.sqrt(dot(null_, null_) * dot(direction, direction));
    expect(Math.abs(cosine)).toBeLessThan(1e-7);
  });

  test('a gradient where only rounding has curvature is followed, and counts as decrement', () => {
    const H = fromRows([
      [1, 1],
      [1, 1],
    ]);
    const g = Float64Array.of(2 + 1e-6, 2 - 1e-6);
    const { direction, convex, factored } = newtonDirection(H, g);
    expect([convex, factored]).toEqual([true, null]);
    // Along (1, −1) the gradient is 1.4e-6 and the curvature at most some ε.
    expect(direction[1] - direction[0]).toBeGreaterThan(1);
    expect(-dot(direction, g)).toBeGreaterThan(5);
    // Where the rounding of f hides that much, it is the null direction of collinear columns.
    const { direction: along } = newtonDirection(H, g, 1e3);
    expect(along[0]).toBeCloseTo(-1, 5);
    expect(along[1] - along[0]).toBeCloseTo(0, 5);
  });

  test('a variable that f does not feel stays', () => {
    const { direction, convex } = newtonDirection(
      fromRows([
        [2, 0],
        [0, 0],
      ]),
      Float64Array.of(4, 0),
    );
    expect(convex).toBe(true);
    expect(direction[0]).toBeCloseTo(-2, 12);
    expect(direction[1]).toBe(0);
  });

  test('indefinite: still a descent direction, and no certificate', () => {
    for (const rows of [
      [
        [1, 0],
        [0, -2],
      ],
      [
        [0, 1],
        [1, 0],
      ],
      [
        [1, 5],
        [5, 1],
      ],
    ]) {
      const g = Float64Array.of(1, -3);
      const { direction, convex } = newtonDirection(fromRows(rows), g);
      expect(convex).toBe(false);
      expect(dot(direction, g)).toBeLessThan(0);
    }
  });

  test('no curvature at all', () => {
    const g = Float64Array.of(0, 0);
    expect([...newtonDirection(dense(2, 2), g).direction]).toEqual([0, 0]);
  });
});
