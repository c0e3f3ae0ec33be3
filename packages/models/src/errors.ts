import type { FitReport } from './report.ts';

/**
 * The fit ended before it reached its tolerance. The error carries the model as far as it came, so
 * that nothing computed is lost: `error.model` predicts and prints its report like any other.
 *
 * @example
 * try {
 *   LogisticRegression.fit(X, y, { maxIterations: 1 });
 * } catch (error) {
 *   if (error instanceof ConvergenceError) console.log(error.report.status); // 'iterationLimit'
 * }
 */
export class ConvergenceError<Model extends { readonly report: FitReport }> extends Error {
  override readonly name = 'ConvergenceError';
  readonly model: Model;

  /** @param reason why the caller aborted the fit; it becomes the error's cause */
  constructor(where: string, model: Model, reason?: unknown) {
    super(`${where}: ${model.report.message}`, reason === undefined ? {} : { cause: reason });
    this.model = model;
  }

  get report(): FitReport {
    return this.model.report;
  }
}

/**
 * The classes can be told apart without error along some direction and nothing penalises large
 * coefficients (l1 = l2 = 0): the loss decreases for ever along it and no minimum exists
 * (A. Albert and J. A. Anderson, On the existence of maximum likelihood estimates in logistic
 * regression models, Biometrika 71, 1984).
 */
export class SeparationError extends Error {
  override readonly name = 'SeparationError';
  /** Complete: every row lies strictly on its side. Quasi-complete: some rows lie on the boundary. */
  readonly kind: 'complete' | 'quasi-complete';
  /** Columns that carry the separating direction, most influential first. */
  readonly columns: readonly number[];

  /** @param names of all columns, where they have any, for the message */
  constructor(
    where: string,
    kind: 'complete' | 'quasi-complete',
    columns: readonly number[],
    names?: readonly string[],
  ) {
    const shown = columns
      .slice(0, 8)
      .map((j) => names?.[j] ?? j)
      .join(', ');
    const more = columns.length > 8 ? ` and ${columns.length - 8} more` : '';
    super(
      `${where}: the classes are separable (${kind}) along a direction of column${columns.length === 1 ? '' : 's'} ${shown}${more}, ` +
        'so without a penalty the loss has no minimum; pass l2 > 0 (1 is the default)',
    );
    this.kind = kind;
    this.columns = Object.freeze([...columns]);
  }
}
