import { ulpDistance } from '@betahat/testing';
import { expect, test } from 'vitest';
import { portableLog } from './portable-log.ts';
import { RandomState } from './random-state.ts';

/** log x correctly rounded to double: computed to 60 digits. */
const reference: readonly [number, number][] = [
  [1, 0],
  [1 - 2 ** -53, -1.1102230246251565e-16],
  [0.999, -0.0010005003335835344],
  [0.75, -0.2876820724517809],
  [Math.SQRT1_2, -0.3465735902799726],
  [0.7, -0.35667494393873245],
  [0.5, -Math.LN2],
  [0.3, -1.2039728043259361],
  [1e-3, -6.907755278982137],
  [1e-10, -23.025850929940457],
  [2 ** -104, -72.0873067782343],
  [1e-300, -690.7755278982137],
];

test('equals the correctly rounded logarithm', () => {
  for (const [x, log] of reference) expect(portableLog(x), `log ${x}`).toBe(log);
});

test('is within 1 ulp of Math.log over (0, 1)', () => {
  const random = new RandomState(8);
  for (let i = 0; i < 20_000; i++) {
    const x = random.rand() ** (1 + (i % 5));
    if (x > 0) expect(ulpDistance(portableLog(x), Math.log(x))).toBeLessThanOrEqual(1);
  }
});
