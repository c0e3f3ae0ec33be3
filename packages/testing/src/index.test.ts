import { expect, test } from 'vitest';
import { x } from './index.ts';

test('x', () => {
  expect(x).toBe('linalg');
});
