import { expect, test } from 'vitest';
import reference from '../test/fixtures/reference.json';
import { ulps } from '../test/ulp.ts';
import { binaryCrossEntropy } from './binary-cross-entropy.ts';
import { binaryCrossEntropyBlock } from './binary-cross-entropy-block.ts';
import { categoricalCrossEntropy } from './categorical-cross-entropy.ts';
import { categoricalCrossEntropyBlock } from './categorical-cross-entropy-block.ts';
import { lossValue } from './loss-value.ts';

const within4 = (got: number, exact: readonly number[], what: string): void => {
  expect(ulps(got, exact), what).toBeLessThanOrEqual(4);
};

test('binary cross-entropy is within 4 ulp from 5e-324 to 1.8e308', () => {
  for (const { x, y, loss } of reference.binary) {
    within4(lossValue(binaryCrossEntropy, [x], [y]), loss, `o = ${x}, y = ${y}`);
    const [o, t] = [new Float64Array([x]), new Float64Array([y])];
    within4(binaryCrossEntropyBlock.value(o, t, null), loss, `block: o = ${x}, y = ${y}`);
  }
});

test('categorical cross-entropy is within 4 ulp, from the rounded differences', () => {
  for (const { x, losses, y, soft } of reference.categorical) {
    const loss = categoricalCrossEntropy(x.length);
    const block = categoricalCrossEntropyBlock(x.length);
    const o = new Float64Array(x);
    losses.forEach((exact, c) => {
      within4(lossValue(loss, x, [c]), exact, `class ${c} of ${x.slice(0, 5)}`);
      within4(block.value(o, new Uint32Array([c]), null), exact, `block: ${c} of ${x.slice(0, 5)}`);
    });
    within4(lossValue(loss, x, y), soft, `soft targets of ${x.slice(0, 5)}`);
    within4(block.value(o, new Float64Array(y), null), soft, `block: soft of ${x.slice(0, 5)}`);
  }
});
