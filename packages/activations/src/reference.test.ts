import { expect, test } from 'vitest';
import reference from '../test/fixtures/reference.json';
import { ulps } from '../test/ulp.ts';
import { logSigmoid } from './log-sigmoid.ts';
import { logSoftmax } from './log-softmax.ts';
import { sigmoid } from './sigmoid.ts';
import { softmax } from './softmax.ts';
import { softplus } from './softplus.ts';
import { tanh } from './tanh.ts';

/** From the grid of the fixture; what is promised is 4. */
const MOST = 4;

test.each([
  ['sigmoid', sigmoid],
  ['softplus', softplus],
  ['logSigmoid', logSigmoid],
  ['tanh', tanh],
] as const)('%s is within 4 ulp from 5e-324 to 1.8e308', (name, f) => {
  let worst = 0;
  for (const point of reference.elementwise) {
    const error = ulps(f(point.x), point[name]);
    expect(error, `${name}(${point.x})`).toBeLessThanOrEqual(MOST);
    worst = Math.max(worst, error);
  }
  expect(worst).toBeGreaterThan(0);
});

test.each([
  ['softmax', softmax],
  ['logSoftmax', logSoftmax],
] as const)('%s is within 4 ulp, from the rounded differences', (name, f) => {
  for (const row of reference.rowwise) {
    const got = f(new Float64Array(row.x), row.x.length);
    row[name].forEach((exact, j) => {
      expect(ulps(got[j]!, exact), `${name}([${row.x.slice(0, 5)}])[${j}]`).toBeLessThanOrEqual(
        MOST,
      );
    });
  }
});
