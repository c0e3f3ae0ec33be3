import { dense } from '@betahat/linalg';
import { LogisticRegression, SoftmaxRegression } from '@betahat/models';
import notebook from '@betahat/testing/notebook.json';
import { describe, expect, test } from 'vitest';
import { type CellName, cellResult } from './cells.ts';
import { numbersIn } from './compared.ts';
import { CLASSES, drawn } from './drawn.ts';
import { losses, optimum, type TrainingName } from './training.ts';

const { cells, printed } = notebook;

test('the page draws the inputs of the notebook, bit for bit', () => {
  const { cell2, cell4, cell6, cell8, cell9, cell11, cell13 } = drawn();
  expect([...cell2.logits]).toEqual(cells.cell2.y_out);
  expect([...cell4.y]).toEqual(cells.cell4.y_true);
  expect([...cell6.X.data]).toEqual(cells.cell6.X.flat());
  expect([...cell6.start]).toEqual(cells.cell6.w0);
  expect([...cell8.logits]).toEqual(cells.cell8.y_out.flat());
  expect([...cell9.y]).toEqual(cells.cell9.y_true.flat());
  expect([...cell11.logits]).toEqual(cells.cell11.y_out.flat());
  expect([...cell13.y]).toEqual(cells.cell13.y.flat());
  expect([...cell13.start]).toEqual(cells.cell13.w0.flat());
});

test.each<CellName>(['cell2', 'cell4', 'cell8', 'cell9', 'cell11'])(
  '%s differs from the printed digits by what single precision lost',
  (name) => {
    const { loss, lines } = cellResult(name);
    expect(loss.notebook).toBe(printed[name].loss);
    const compared = lines.flatMap((line) => line.compared ?? []);
    expect(compared).toHaveLength({ cell2: 13, cell4: 13, cell8: 0, cell9: 0, cell11: 4 }[name]);
    for (const { here, difference } of [loss, ...compared])
      expect(Math.abs(difference / here)).toBeLessThan(6e-7);
  },
);

test.each(['cell9', 'cell11'] as const)('%s has the gradient of the notebook', (name) => {
  const wanted = name === 'cell9' ? cells.cell9.dy_pred : cells.cell11.dy_out;
  cellResult(name).lines.forEach(({ gradient }, i) => {
    const near = wanted.flat()[i]!;
    expect(Math.abs(gradient - near)).toBeLessThan(1e-6 * Math.max(1, Math.abs(near)));
  });
});

describe.each<TrainingName>(['cell6', 'cell13'])('%s', (name) => {
  test('gradient descent passes through the printed losses and ends at the last', () => {
    const run = losses(name, 0.001);
    const trace = Array.from({ length: 10_000 }, () => run.next().value);
    printed[name].first_losses.forEach((digits, i) => {
      expect(Math.abs(trace[100 * i]! / Number(digits) - 1)).toBeLessThan(1e-12);
    });
    expect(Math.abs(trace[9999]! / Number(printed[name].final_loss) - 1)).toBeLessThan(1e-12);
    expect(optimum(name).loss).toBeLessThanOrEqual(trace[9999]! * (1 + 1e-10));
  });
});

test.each<TrainingName>(['cell6', 'cell13'])('the minimum of %s is that of a fit', (name) => {
  const { X, y } = drawn()[name];
  const options = { intercept: false, l2: 0 };
  const { report } =
    name === 'cell6'
      ? LogisticRegression.fit(X, y, options)
      : SoftmaxRegression.fit(X, dense(X.rows, CLASSES, y), options);
  const { loss, iterations } = optimum(name);
  expect(Math.abs(loss / report.objective - 1)).toBeLessThan(1e-10);
  expect(iterations).toBeLessThan(8);
});

test('numbers are found in printed arrays', () => {
  expect(numbersIn('[-1.5  2. 0.25]')).toEqual(['-1.5', '2.', '0.25']);
});
