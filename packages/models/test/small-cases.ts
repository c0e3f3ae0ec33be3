import { loadTable, type TableName } from '@betahat/testing';
import reference from './fixtures/tables.json' with { type: 'json' };

export type Case = (typeof reference.cases)[number];

/** Population standard deviation; constant columns are left out, as in the script of the fixture. */
export const standardized = (X: number[][]): number[][] => {
  const columns = X[0].map((_, j) => X.map((row) => row[j]));
  const scaled = columns.flatMap((column) => {
    const mean = column.reduce((sum, v) => sum + v, 0) / column.length;
    const sd = Math.sqrt(column.reduce((sum, v) => sum + (v - mean) ** 2, 0) / column.length);
    return sd > 0 ? [column.map((v) => (v - mean) / sd)] : [];
  });
  return X.map((_, i) => scaled.map((column) => column[i]));
};

/** What a user would fit in this case. */
export const taskOf = (expected: Case, tolerance = 1e-10) => {
  const { X: raw, labels } = loadTable(expected.table as TableName);
  const X = expected.scaling === 'raw' ? raw : standardized(raw);
  const options = {
    ...{ l2: expected.l2, intercept: expected.intercept, tolerance },
    ...(expected.weights === 'none'
      ? {}
      : { sampleWeight: X.map((_, i) => i % 4), classWeight: 'balanced' as const }),
  };
  return { X, labels, options };
};

/** The cases of one model, each with its name. */
export const casesOf = (model: string) =>
  reference.cases
    .filter((c) => c.model === model)
    .map((c) => {
      const rest = `${c.intercept ? '' : ', no intercept'}${c.weights === 'none' ? '' : ', weights'}`;
      return [`${c.table} ${c.scaling}, l2 ${c.l2}${rest}`, c] as const;
    });
