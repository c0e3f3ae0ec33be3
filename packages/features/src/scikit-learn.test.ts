import { fromRows, toCsr, toDense } from '@betahat/linalg';
import { loadTable, relativeError, tableNames } from '@betahat/testing';
import { describe, expect, test } from 'vitest';
import fixture from '../fixtures/encoders.json';
import { MinMax, Standardize, type Table, TableEncoder } from './index.ts';

describe('scalers equal those of scikit-learn', () => {
  test.each(tableNames)('%s', (name) => {
    const wanted = fixture.scalers[name];
    const X = fromRows(loadTable(name).X);
    const row = fromRows([loadTable(name).X[7]]);
    const close = (got: ArrayLike<number>, values: number[], tolerance: number) =>
      expect(relativeError(got, values, 1e-3)).toBeLessThan(tolerance);

    const standard = Standardize.fit(X);
    close(standard.means, wanted.means, 1e-13);
    close(standard.scales, wanted.scales, 1e-13);
    close(standard.transform(row).data, wanted.standardizedRow, 1e-11);
    close(Standardize.fit(toCsr(X)).scales, wanted.sparseScales, 1e-12);

    const minMax = MinMax.fit(X);
    expect(minMax.minima).toEqual(wanted.minima);
    expect(minMax.ranges).toEqual(wanted.ranges);
    close(minMax.transform(row).data, wanted.minMaxRow, 1e-13);
  });
});

const one = (column: (string | number | null)[]): Table => ({ names: ['c'], columns: [column] });

const rowsOf = (table: Table, encoder: TableEncoder) => {
  const X = toDense(encoder.transform(table).X);
  return Array.from({ length: X.rows }, (_, i) =>
    Array.from(X.data.slice(i * X.cols, (i + 1) * X.cols)),
  );
};

test.each(['mean', 'median', 'mostFrequent'] as const)('holes filled with the %s', (holes) => {
  const table = one(fixture.fills.column);
  const encoder = TableEncoder.fit(table, { holes, scale: 'none' });
  const wanted = fixture.fills.filled[holes];
  expect(relativeError(rowsOf(table, encoder).flat(), wanted.flat())).toBeLessThan(1e-15);
});

test.each(fixture.categories.encoded)(
  'one column per level, minCount $minCount, maxLevels $maxLevels',
  ({ minCount, maxLevels, names, fit, new: fresh }) => {
    const table = one(fixture.categories.column);
    const options = maxLevels === null ? { minCount } : { minCount, maxLevels };
    for (const sparse of [false, true]) {
      const encoder = TableEncoder.fit(table, { ...options, sparse });
      const theirs = names.map((name) =>
        name.replace('c_infrequent_sklearn', 'c_other').replace('_', '='),
      );
      expect(encoder.names).toEqual(theirs);
      expect(rowsOf(table, encoder)).toEqual(fit);
      expect(rowsOf(one(fixture.categories.new), encoder)).toEqual(fresh);
    }
  },
);
