import type { LinearTerms } from '../request.ts';

/** What SAGA remembers of the rows. */
export interface SagaTable {
  readonly residuals: Float64Array;
  readonly mean: Float64Array;
}

/** The table at x: every row's residuals and their mean gradient. */
export const sagaTable = (terms: LinearTerms, x: Float64Array): SagaTable => {
  const { rows, columns, outputs, intercept } = terms;
  const residuals = new Float64Array(rows * outputs);
  const mean = new Float64Array(x.length);
  const r = new Float64Array(outputs);
  for (let i = 0; i < rows; i++) {
    const { columns: at, values } = terms.row(i);
    for (let k = 0; k < outputs; k++) {
      let o = intercept ? x[outputs * columns + k] : 0;
      for (let e = 0; e < values.length; e++) {
        o += values[e] * x[k * columns + (at === null ? e : at[e])];
      }
      r[k] = o;
    }
    terms.residual(i, r);
    residuals.set(r, i * outputs);
    for (let k = 0; k < outputs; k++) {
      const share = r[k] / rows;
      for (let e = 0; e < values.length; e++) {
        mean[k * columns + (at === null ? e : at[e])] += share * values[e];
      }
      if (intercept) mean[outputs * columns + k] += share;
    }
  }
  return { residuals, mean };
};

/** 1/(3 L), L = curvature · max ‖xᵢ‖² + ridge/n: the step of the paper. */
const defaultStep = (terms: LinearTerms): number => {
  let longest = 0;
  for (let i = 0; i < terms.rows; i++) {
    const { values } = terms.row(i);
    let square = terms.intercept ? 1 : 0;
    for (let e = 0; e < values.length; e++) square += values[e] * values[e];
    longest = Math.max(longest, square);
  }
  return 1 / (3 * (terms.curvature * longest + terms.ridge / terms.rows));
};

/** One epoch over the rows in `order`; inputs are left alone. */
export const sagaEpoch = (
  terms: LinearTerms,
  x0: Float64Array,
  table: SagaTable,
  order: Uint32Array,
  step = defaultStep(terms),
): SagaTable & { readonly x: Float64Array } => {
  const { rows, columns, outputs, intercept, ridge } = terms;
  const x = x0.slice();
  const residuals = table.residuals.slice();
  const mean = table.mean.slice();
  const keep = 1 - (step * ridge) / rows;
  // Σ_{s < m} keep^s: what m put-off updates of −γ·mean add up to, while every one shrinks by keep.
  const power = powers(keep, order.length);
  const touched = new Uint32Array(columns);
  const r = new Float64Array(outputs);
  const offset = outputs * columns;

  /** Brings column j up to the state before step `now`. */
  const catchUp = (j: number, now: number): void => {
    const m = now - touched[j];
    if (m === 0) return;
    touched[j] = now;
    const { shrink, sum } = power(m);
    for (let k = 0; k < outputs; k++) {
      const a = k * columns + j;
      x[a] = shrink * x[a] - step * mean[a] * sum;
    }
  };

  order.forEach((i, now) => {
    const { columns: at, values } = terms.row(i);
    for (let e = 0; e < values.length; e++) catchUp(at === null ? e : at[e], now);
    for (let k = 0; k < outputs; k++) {
      let o = intercept ? x[offset + k] : 0;
      for (let e = 0; e < values.length; e++) {
        o += values[e] * x[k * columns + (at === null ? e : at[e])];
      }
      r[k] = o;
    }
    terms.residual(i, r);
    for (let k = 0; k < outputs; k++) {
      const change = r[k] - residuals[i * outputs + k];
      residuals[i * outputs + k] = r[k];
      for (let e = 0; e < values.length; e++) {
        const a = k * columns + (at === null ? e : at[e]);
        x[a] = keep * x[a] - step * (change * values[e] + mean[a]);
        mean[a] += (change * values[e]) / rows;
      }
      if (intercept) {
        const a = offset + k;
        x[a] -= step * (change + mean[a]);
        mean[a] += change / rows;
      }
    }
    for (let e = 0; e < values.length; e++) touched[at === null ? e : at[e]] = now + 1;
  });
  for (let j = 0; j < columns; j++) catchUp(j, order.length);
  return { x, residuals, mean };
};

/** m ↦ keep^m and Σ_{s < m} keep^s; tables, as rows repeat the same few distances. */
const powers = (
  keep: number,
  most: number,
): ((m: number) => { readonly shrink: number; readonly sum: number }) => {
  const shrink = new Float64Array(most + 1);
  const sum = new Float64Array(most + 1);
  shrink[0] = 1;
  for (let m = 1; m <= most; m++) {
    shrink[m] = shrink[m - 1] * keep;
    sum[m] = sum[m - 1] + shrink[m - 1];
  }
  return (m) => ({ shrink: shrink[m], sum: sum[m] });
};
