import type { BinaryTerms, TableRecord } from '@betahat/features';
import { type Label, LogisticPredictor } from '@betahat/models/predict';
import { isRecord, type RecordOf, type TableRows } from './input-table.ts';
import { oneRecord } from './one-record.ts';
import { pipelineFields } from './pipeline-json.ts';
import { TablePredictor } from './table-predictor.ts';
import { termsOf } from './terms.ts';

/** What a logit is the sum of: `intercept` plus every entry of `terms`. */
export interface LogisticContributions {
  /** The logit where every column of the design matrix is 0: for standardized numbers, at their means. */
  readonly intercept: number;
  /** One per entry of `names`. */
  readonly terms: Float64Array;
}

/** The predicting half of a binary pipeline. Immutable. */
export class LogisticPipelinePredictor<
  L extends Label = Label,
  M extends LogisticPredictor<L> = LogisticPredictor<L>,
> extends TablePredictor<L, M> {
  /**
   * The predictor of a pipeline that toJSON wrote; the report is not read.
   * @throws TypeError or RangeError that names the field, for anything else and for newer versions
   */
  static fromJSON(json: unknown): LogisticPipelinePredictor {
    const where = 'LogisticPipelinePredictor.fromJSON';
    const parts = pipelineFields(where, json, (model) => LogisticPredictor.fromJSON(model));
    const predictor = new LogisticPipelinePredictor(parts);
    Object.freeze(predictor);
    return predictor;
  }

  /**
   * w·x + b of the encoded row x: one number for a record, one per row for several. Positive means
   * the second class.
   * @throws as predict
   */
  decisionFunction<R extends RecordOf<R>>(row: R): number;
  decisionFunction<R extends RecordOf<R>>(rows: TableRows<R>): Float64Array;
  decisionFunction(rows: TableRows | TableRecord): number | Float64Array {
    const logits = this.model.decisionFunction(this.encode('decisionFunction', rows).X);
    return isRecord(rows) ? logits[0] : logits;
  }

  /**
   * What each column of the design matrix adds to a record's logit.
   *
   *     termⱼ = wⱼ xⱼ,    b + Σⱼ termⱼ = decisionFunction(record), to rounding
   *
   * @throws as predict
   * @example
   * import { LogisticPipeline } from '@betahat/pipeline';
   * const pipeline = LogisticPipeline.fit(
   *   [{ hours: 1, passed: 'no' }, { hours: 2, passed: 'no' }, { hours: 4, passed: 'yes' }],
   *   { target: 'passed' },
   * );
   * const { intercept, terms } = pipeline.contributions({ hours: 3 });
   * pipeline.names; // ['hours']
   * intercept + terms[0] === pipeline.decisionFunction({ hours: 3 }); // true
   */
  contributions<R extends RecordOf<R>>(record: R): LogisticContributions {
    const { X } = this.encode('contributions', oneRecord('contributions', record));
    return { intercept: this.model.intercept, terms: termsOf(X, this.model.coefficients) };
  }

  /**
   * Coefficients and intercept for columns in their own units (per metre, per day), in the order of
   * `names`; those of `model` are for the scaled columns. Predict with the pipeline: these agree with
   * it to rounding only.
   */
  coefficientsInOriginalUnits(): BinaryTerms {
    return this.encoder.coefficientsInOriginalUnits(this.model);
  }
}
