import type { Table, TableRecord } from '@betahat/features';
import {
  type FitReport,
  type Label,
  type LogisticJSON,
  LogisticRegression,
  type SolverAsk,
} from '@betahat/models';
import { explain } from './explain.ts';
import type { LabelIn } from './label-in.ts';
import type { LogisticPipelineAsyncOptions, LogisticPipelineOptions } from './options.ts';
import type { RecordOf, TableRows } from './predict/input-table.ts';
import { LogisticPipelinePredictor } from './predict/logistic-pipeline-predictor.ts';
import { type PipelineJSON, pipelineFields, pipelineJSON } from './predict/pipeline-json.ts';
import type { Parts } from './predict/table-predictor.ts';
import { type Training, training } from './training.ts';

/** Classes at most. */
const MOST = 2;

/**
 * From a table with words, dates and holes to a binary logistic regression, as one immutable object
 * and one JSON. `TableEncoder` makes numbers of the columns, `LogisticRegression` is fitted on these:
 *
 *     P(second class | row) = 1/(1 + exp(−(w·x + b))),    x = encoder(row)
 *
 * Types of columns are inferred; numbers are standardized, so that one penalty suits all of them.
 * @example
 * import { LogisticPipeline } from '@betahat/pipeline';
 * const pipeline = LogisticPipeline.fit(
 *   [
 *     { island: 'Biscoe', mass: 4500, sex: 'male' },
 *     { island: 'Dream', mass: 3700, sex: 'female' },
 *     { island: 'Biscoe', mass: 4300, sex: 'male' },
 *     { island: 'Dream', mass: 3900, sex: 'female' },
 *     { island: 'Dream', mass: 4200, sex: 'male' },
 *   ],
 *   { target: 'sex', l2: 0.1 },
 * );
 * pipeline.names; // ['island=Biscoe', 'island=Dream', 'mass']
 * pipeline.predict({ island: 'Biscoe', mass: 4400 }); // 'male'
 * pipeline.predict([{ island: 'Dream', mass: 3600 }]); // ['female']
 */
export class LogisticPipeline<L extends Label = Label> extends LogisticPipelinePredictor<
  L,
  LogisticRegression<L>
> {
  private constructor(parts: Parts<LogisticRegression<L>>) {
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
    options: LogisticPipelineOptions<LabelIn<R[T]>, A> & { readonly target: T },
  ): LogisticPipeline<LabelIn<R[T]>>;
  static fit<L extends Label = Label, A extends SolverAsk = SolverAsk>(
    rows: Table | readonly TableRecord[],
    options: LogisticPipelineOptions<L, A>,
  ): LogisticPipeline<L>;
  static fit(rows: TableRows, given: LogisticPipelineOptions): LogisticPipeline {
    const isAsync = false;
    const task = training('LogisticPipeline.fit', rows, given, { isAsync, most: MOST });
    const { X, labels, options } = task;
    try {
      return LogisticPipeline.#of(task, LogisticRegression.fit(X, labels, options));
    } catch (error) {
      throw LogisticPipeline.#explained(task, error);
    }
  }

  /** As fit, but off the caller's thread where the data is large, see the model's fitAsync; can be aborted. */
  static async fitAsync<
    R extends RecordOf<R>,
    T extends keyof R & string,
    A extends SolverAsk = SolverAsk,
  >(
    rows: readonly R[],
    options: LogisticPipelineAsyncOptions<LabelIn<R[T]>, A> & { readonly target: T },
  ): Promise<LogisticPipeline<LabelIn<R[T]>>>;
  static async fitAsync<L extends Label = Label, A extends SolverAsk = SolverAsk>(
    rows: Table | readonly TableRecord[],
    options: LogisticPipelineAsyncOptions<L, A>,
  ): Promise<LogisticPipeline<L>>;
  static async fitAsync(
    rows: TableRows,
    given: LogisticPipelineAsyncOptions,
  ): Promise<LogisticPipeline> {
    const isAsync = true;
    const task = training('LogisticPipeline.fitAsync', rows, given, { isAsync, most: MOST });
    const { X, labels } = task;
    const options = { ...task.options, transfer: true };
    try {
      return LogisticPipeline.#of(task, await LogisticRegression.fitAsync(X, labels, options));
    } catch (error) {
      throw LogisticPipeline.#explained(task, error);
    }
  }

  /**
   * The pipeline that toJSON wrote.
   * @throws TypeError or RangeError that names the field, for anything else, for newer versions and
   *   for keys such as __proto__
   */
  static override fromJSON(json: unknown): LogisticPipeline {
    const where = 'LogisticPipeline.fromJSON';
    return new LogisticPipeline(
      pipelineFields(where, json, (model) => LogisticRegression.fromJSON(model)),
    );
  }

  /** How the fit went. */
  get report(): FitReport {
    return this.model.report;
  }

  /** Plain data for `JSON.stringify`; `fromJSON` makes an equal pipeline of it. */
  toJSON(): PipelineJSON<LogisticJSON<L>> {
    return pipelineJSON(this, this.model.toJSON());
  }

  static #of({ parts }: Training<unknown>, model: LogisticRegression): LogisticPipeline {
    return new LogisticPipeline({ ...parts, model });
  }

  static #explained(task: Training<unknown>, error: unknown): unknown {
    return explain(task, error, (model: LogisticRegression) => LogisticPipeline.#of(task, model));
  }
}
