import { TableEncoder, tableFromRecords } from '@betahat/features';
import { SoftmaxRegression } from '@betahat/models';
import { loadTable, relativeError, tableNames } from '@betahat/testing';
import { expect, test } from 'vitest';
import { penguins } from '../test/penguins.ts';
import { SoftmaxPipeline } from './softmax-pipeline.ts';

const pipeline = SoftmaxPipeline.fit(penguins, { target: 'species', l2: 0.5 });
const table = tableFromRecords(penguins);

test('is the encoder and the model, one after the other', () => {
  const columns = table.names.filter((name) => name !== 'species');
  const { X } = TableEncoder.fitTransform(table, { columns });
  const labels = penguins.map(({ species }) => species);
  const model = SoftmaxRegression.fit(X, labels, { l2: 0.5 });
  expect(pipeline.classes).toEqual(['Adelie', 'Chinstrap', 'Gentoo']);
  expect(pipeline.model.coefficients).toEqual(model.coefficients);
  expect(pipeline.predict(penguins)).toEqual(model.predict(X));
  expect(pipeline.predictProba(penguins)).toEqual(model.predictProba(X));
  expect(pipeline.decisionFunction(penguins)).toEqual(model.decisionFunction(X));
  expect(pipeline.report.objective).toBe(model.report.objective);
  expect(Object.isFrozen(pipeline)).toBe(true);
});

test('contributions sum up to the logits', () => {
  for (const record of penguins.slice(0, 20)) {
    const { intercepts, terms } = pipeline.contributions(record);
    expect([terms.rows, terms.cols]).toEqual([3, pipeline.names.length]);
    const sums = intercepts.map((intercept, k) =>
      Array.from(terms.data.subarray(k * terms.cols, (k + 1) * terms.cols)).reduce(
        (sum, term) => sum + term,
        intercept,
      ),
    );
    expect(relativeError(sums, pipeline.decisionFunction(record), 1)).toBeLessThan(1e-12);
  }
});

test.each(tableNames)('%s: fits, predicts, and explains itself in its own units', (name) => {
  const { X, names, labels, target, classes } = loadTable(name);
  const fitted = SoftmaxPipeline.fit(
    {
      names: [...names, target],
      columns: [...names.map((_, j) => X.map((row) => row[j])), labels],
    },
    { target },
  );
  expect(fitted.classes).toEqual(classes);
  expect(fitted.names.length + fitted.dropped.length).toBe(names.length);
  const records = X.map((row) => Object.fromEntries(row.map((x, j) => [names[j], x])));
  const right = fitted.predict(records).filter((label, i) => label === labels[i]).length;
  expect(right / labels.length).toBeGreaterThan(0.96);
  const { coefficients, intercepts } = fitted.coefficientsInOriginalUnits();
  const kept = fitted.inputs.map((input) => names.indexOf(input));
  const logits = X.flatMap((row) =>
    Array.from(intercepts, (intercept, k) =>
      kept.reduce(
        (sum, j, at) => sum + coefficients.data[k * kept.length + at] * row[j],
        intercept,
      ),
    ),
  );
  expect(relativeError(logits, fitted.decisionFunction(records).data, 1)).toBeLessThan(1e-9);
});

test('fitAsync gives the pipeline of fit', async () => {
  const again = await SoftmaxPipeline.fitAsync(penguins, { target: 'species', l2: 0.5 });
  expect(again.model.coefficients).toEqual(pipeline.model.coefficients);
});
