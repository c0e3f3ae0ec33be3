import type { Table, TableRecord } from '@betahat/features';
import {
  type FitReport,
  type Label,
  type SoftmaxJSON,
  SoftmaxRegression,
  type SolverAsk,
} from '@betahat/models';
import { explain } from './explain.ts';
import type { LabelIn } from './label-in.ts';
import type { SoftmaxPipelineAsyncOptions, SoftmaxPipelineOptions } from './options.ts';
import type { RecordOf, TableRows } from './predict/input-table.ts';
import { type PipelineJSON, pipelineFields, pipelineJSON } from './predict/pipeline-json.ts';
import { SoftmaxPipelinePredictor } from './predict/softmax-pipeline-predictor.ts';
import type { Parts } from './predict/table-predictor.ts';
import { type Training, training } from './training.ts';

/** Classes at most. */
const MOST = Number.POSITIVE_INFINITY;

/**
 * From a table with words, dates and holes to a softmax regression, as one immutable object and one
 * JSON. `TableEncoder` makes numbers of the columns, `SoftmaxRegression` is fitted on these:
 *
 *     P(k | row) = exp(o_k)/Σ_j exp(o_j),    o = W x + b,    x = encoder(row)
 *
 * Types of columns are inferred; numbers are standardized, so that one penalty suits all of them.
 * @example
 * import { SoftmaxPipeline } from '@betahat/pipeline';
 * const pipeline = SoftmaxPipeline.fit(
 *   {
 *     names: ['bill_length', 'flipper', 'species'],
 *     columns: [
 *       [39.1, 38.6, 46.5, 50.0, 46.1, 49.2],
 *       [181, 186, 192, 196, 211, 221],
 *       ['Adelie', 'Adelie', 'Chinstrap', 'Chinstrap', 'Gentoo', 'Gentoo'],
 *     ],
 *   },
 *   { target: 'species', l2: 0.1 },
 * );
 * pipeline.classes; // ['Adelie', 'Chinstrap', 'Gentoo']
 * pipeline.predict({ bill_length: 39.0, flipper: 183 }); // 'Adelie'
 */
export class SoftmaxPipeline<L extends Label = Label> extends SoftmaxPipelinePredictor<
  L,
  SoftmaxRegression<L>
> {
  private constructor(parts: Parts<SoftmaxRegression<L>>) {
    super(parts);
    Object.freeze(this);
  }

  /**
   * Encodes the table and fits on the caller's thread.
   *
   * @param rows a table of columns, or one object per row; a key that a record lacks is a hole
   * @throws CellError naming column and row of a cell that does not fit its column's type, and of a
   *   target that is missing or no label; TypeError or RangeError that names the argument;
   *   ConvergenceError, which carries the pipeline; SeparationError, which names the columns
   */
  static fit<R extends RecordOf<R>, T extends keyof R & string, A extends SolverAsk = SolverAsk>(
    rows: readonly R[],
    options: SoftmaxPipelineOptions<LabelIn<R[T]>, A> & { readonly target: T },
  ): SoftmaxPipeline<LabelIn<R[T]>>;
  static fit<L extends Label = Label, A extends SolverAsk = SolverAsk>(
    rows: Table | readonly TableRecord[],
    options: SoftmaxPipelineOptions<L, A>,
  ): SoftmaxPipeline<L>;
  static fit(rows: TableRows, given: SoftmaxPipelineOptions): SoftmaxPipeline {
    const isAsync = false;
    const task = training('SoftmaxPipeline.fit', rows, given, { isAsync, most: MOST });
    const { X, labels, options } = task;
    try {
      return SoftmaxPipeline.#of(task, SoftmaxRegression.fit(X, labels, options));
    } catch (error) {
      throw SoftmaxPipeline.#explained(task, error);
    }
  }

  /** As fit, but off the caller's thread where the data is large, see the model's fitAsync; can be aborted. */
  static async fitAsync<
    R extends RecordOf<R>,
    T extends keyof R & string,
    A extends SolverAsk = SolverAsk,
  >(
    rows: readonly R[],
    options: SoftmaxPipelineAsyncOptions<LabelIn<R[T]>, A> & { readonly target: T },
  ): Promise<SoftmaxPipeline<LabelIn<R[T]>>>;
  static async fitAsync<L extends Label = Label, A extends SolverAsk = SolverAsk>(
    rows: Table | readonly TableRecord[],
    options: SoftmaxPipelineAsyncOptions<L, A>,
  ): Promise<SoftmaxPipeline<L>>;
  static async fitAsync(
    rows: TableRows,
    given: SoftmaxPipelineAsyncOptions,
  ): Promise<SoftmaxPipeline> {
    const isAsync = true;
    const task = training('SoftmaxPipeline.fitAsync', rows, given, { isAsync, most: MOST });
    const { X, labels } = task;
    const options = { ...task.options, transfer: true };
    try {
      return SoftmaxPipeline.#of(task, await SoftmaxRegression.fitAsync(X, labels, options));
    } catch (error) {
      throw SoftmaxPipeline.#explained(task, error);
    }
  }

  /**
   * The pipeline that toJSON wrote.
   * @throws TypeError or RangeError that names the field, for anything else, for newer versions and
   *   for keys such as __proto__
   */
  static override fromJSON(json: unknown): SoftmaxPipeline {
    const where = 'SoftmaxPipeline.fromJSON';
    return new SoftmaxPipeline(
      pipelineFields(where, json, (model) => SoftmaxRegression.fromJSON(model)),
    );
  }

  /** How the fit went. */
  get report(): FitReport {
    return this.model.report;
  }

  /** Plain data for `JSON.stringify`; `fromJSON` makes an equal pipeline of it. */
  toJSON(): PipelineJSON<SoftmaxJSON<L>> {
    return pipelineJSON(this, this.model.toJSON());
  }

  static #of({ parts }: Training<unknown>, model: SoftmaxRegression): SoftmaxPipeline {
    return new SoftmaxPipeline({ ...parts, model });
  }

  static #explained(task: Training<unknown>, error: unknown): unknown {
    return explain(task, error, (model: SoftmaxRegression) => SoftmaxPipeline.#of(task, model));
  }
}
