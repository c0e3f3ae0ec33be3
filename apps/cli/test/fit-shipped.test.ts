import picocolors from 'picocolors';
import { expect, test } from 'vitest';
import type { FitReport } from '../src/fit/fit-report.ts';
import { reportText } from '../src/print/print-report.ts';
import { betahat, type Ran, shipped } from './betahat.ts';

const tables = [
  {
    name: 'breast_cancer',
    target: 'diagnosis',
    rows: 569,
    columns: 30,
    classes: 2,
    accuracy: 0.95,
  },
  { name: 'iris', target: 'species', rows: 150, columns: 4, classes: 3, accuracy: 0.9 },
  { name: 'wine', target: 'cultivar', rows: 178, columns: 13, classes: 3, accuracy: 0.93 },
  { name: 'digits', target: 'digit', rows: 1797, columns: 60, classes: 10, accuracy: 0.93 },
];

/** Each table is fitted once for all tests. */
const fits = new Map<string, Promise<Ran>>();
const fitted = async (name: string): Promise<{ report: FitReport; stderr: string }> => {
  const { target } = tables.find((table) => table.name === name)!;
  const ran = fits.get(name) ?? betahat('fit', shipped(name), '--target', target, '--json');
  fits.set(name, ran);
  const { code, stdout, stderr } = await ran;
  expect(code, stderr).toBe(0);
  return { report: JSON.parse(stdout), stderr };
};

test.each(tables)('fits $name', async ({ name, rows, columns, classes, accuracy }) => {
  const { report } = await fitted(name);
  expect(report.rows).toBe(rows);
  expect(report.columns).toHaveLength(columns);
  expect(report.classes).toHaveLength(classes);
  expect(report.fit.converged).toBe(true);
  expect(report.fit.certificate?.value).toBeLessThanOrEqual(1e-10);
  expect(report.trainingRows + report.heldOut!.rows).toBe(rows);
  expect(report.heldOut!.rows).toBe(Math.ceil(rows / 4));
  expect(report.heldOut!.accuracy).toBeGreaterThan(accuracy);
  expect(report.heldOut!.logLoss).toBeLessThan(report.heldOut!.baseline.logLoss);
  const total = report.heldOut!.confusion.flat().reduce((a, b) => a + b, 0);
  expect(total).toBe(report.heldOut!.rows);
  expect(report.effects).toHaveLength(classes === 2 ? 1 : classes);
  for (const { coefficients } of report.effects) {
    const sizes = coefficients.map(({ effect }) => Math.abs(effect));
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  }
});

test('digits: labels stay numbers and constant columns are named', async () => {
  const { report, stderr } = await fitted('digits');
  expect(report.classes.map(({ label }) => label)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(stderr).toContain('left out, constant in the training rows: "pixel_0_0"');
  expect(report.leftOut.map(({ column }) => column)).toContain('pixel_0_0');
});

const style = picocolors.createColors(false);

test('the report fits 80 columns, also with ten classes', async () => {
  for (const { name } of tables) {
    const { report } = await fitted(name);
    const text = reportText(
      { ...report, file: `${name}.csv` },
      { top: undefined, width: 80, style },
    );
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  }
});

test('a wide terminal shows more classes side by side', async () => {
  const { report } = await fitted('digits');
  const lines = (width: number) => reportText(report, { top: 3, width, style }).split('\n').length;
  expect(lines(200)).toBeLessThan(lines(80));
});

test('too many classes for a matrix: the commonest mistakes', async () => {
  const { report } = await fitted('digits');
  const text = reportText(report, { top: 3, width: 40, style });
  expect(text).toContain('Commonest mistakes');
  expect(text).toMatch(/true class {2}predicted {2}rows\n {2}8 {11}1 {13}\d\n/);
});

test('without rows held out, all rows are fitted', async () => {
  const { stdout } = await betahat(
    ...['fit', shipped('iris'), '--target', 'species', '--test-size', '0', '--json'],
  );
  const report: FitReport = JSON.parse(stdout);
  expect(report.heldOut).toBeNull();
  expect(report.trainingRows).toBe(150);
});

test('the same seed holds out the same rows, another one others', async () => {
  const fit = async (seed: string) => {
    const args = ['fit', shipped('wine'), '-t', 'cultivar', '--seed', seed, '--json'];
    return JSON.parse((await betahat(...args)).stdout) as FitReport;
  };
  const [first, again, other] = [await fit('7'), await fit('7'), await fit('8')];
  expect(first.effects).toEqual(again.effects);
  expect(first.effects).not.toEqual(other.effects);
});

test('iris as people read it', async () => {
  const { stdout } = await betahat('fit', shipped('iris'), '--target', 'species');
  const stable = stdout
    .replace(shipped('iris'), 'iris.csv')
    .replace(/[\d.]+ fitting, [\d.]+ reading/, '<s> fitting, <s> reading')
    .replace(/\d\.\de-\d+ relative/, '<certificate> relative');
  expect(stable).toMatchInlineSnapshot(`
    "iris.csv
      rows     150
      columns  4 numeric
      target   species, 3 classes
        setosa      50  33.3%
        versicolor  50  33.3%
        virginica   50  33.3%

    Coefficients of each class, largest effect first
      setosa                     versicolor                 virginica
      petal_length_cm  -1.7333   petal_width_cm   -0.7772   petal_width_cm    2.4350
      petal_width_cm   -1.6577   sepal_length_cm   0.4143   petal_length_cm   1.7972
      sepal_width_cm    1.0475   sepal_width_cm   -0.4037   sepal_width_cm   -0.6438
      sepal_length_cm  -0.9648   petal_length_cm  -0.0639   sepal_length_cm   0.5504
      (intercept)      -0.3528   (intercept)       1.8024   (intercept)      -1.4496
      effect: change in the class's logit per standard deviation of the column

    Softmax regression on 112 rows, l2 = 1
      objective    26.6153
      iterations   7 (newton)
      certificate  <certificate> relative distance to the optimum (Newton decrement)
      seconds      <s> fitting, <s> reading

    Held-out rows: 38 of 150, each class in its share, seed 0
                             model  baseline
      accuracy              0.9737    0.3158
      balanced accuracy     0.9722    0.3333
      log loss              0.1518    1.0992
      Brier score           0.0625
      ROC AUC               1.0000    0.5000
      Matthews correlation  0.9615    0.0000
      calibration error     0.1300
      baseline: always virginica, the majority class;
      its log loss is that of the class shares of the training rows

    Confusion matrix of the held-out rows (down: true class, across: predicted)
                  setosa  versicolor  virginica
      setosa          13           0          0
      versicolor       0          13          0
      virginica        0           1         11
    "
  `);
});
