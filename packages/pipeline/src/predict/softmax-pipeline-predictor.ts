import type { SoftmaxTerms, TableRecord } from '@betahat/features';
import { type DenseMatrix, dense } from '@betahat/linalg';
import { type Label, SoftmaxPredictor } from '@betahat/models/predict';
import { isRecord, type RecordOf, type TableRows } from './input-table.ts';
import { oneRecord } from './one-record.ts';
import { pipelineFields } from './pipeline-json.ts';
import { TablePredictor } from './table-predictor.ts';
import { termsOf } from './terms.ts';

/** What the logits are sums of: class k's is `intercepts[k]` plus row k of `terms`. */
export interface SoftmaxContributions {
  /** The logits where every column of the design matrix is 0: for standardized numbers, at their means. */
  readonly intercepts: Float64Array;
  /** classes×names. */
  readonly terms: DenseMatrix;
}

/** The predicting half of a softmax pipeline. Immutable. */
export class SoftmaxPipelinePredictor<
  L extends Label = Label,
  M extends SoftmaxPredictor<L> = SoftmaxPredictor<L>,
> extends TablePredictor<L, M> {
  /**
   * The predictor of a pipeline that toJSON wrote; the report is not read.
   * @throws TypeError or RangeError that names the field, for anything else and for newer versions
   */
  static fromJSON(json: unknown): SoftmaxPipelinePredictor {
    const where = 'SoftmaxPipelinePredictor.fromJSON';
    const parts = pipelineFields(where, json, (model) => SoftmaxPredictor.fromJSON(model));
    const predictor = new SoftmaxPipelinePredictor(parts);
    Object.freeze(predictor);
    return predictor;
  }

  /**
   * The logits W x + b of the encoded row x: one vector for a record, rows×classes for several.
   * @throws as predict
   */
  decisionFunction<R extends RecordOf<R>>(row: R): Float64Array;
  decisionFunction<R extends RecordOf<R>>(rows: TableRows<R>): DenseMatrix;
  decisionFunction(rows: TableRows | TableRecord): Float64Array | DenseMatrix {
    const logits = this.model.decisionFunction(this.encode('decisionFunction', rows).X);
    return isRecord(rows) ? (logits.data as Float64Array) : logits;
  }

  /**
   * What each column of the design matrix adds to a record's logit of each class k.
   *
   *     termₖⱼ = wₖⱼ xⱼ,    bₖ + Σⱼ termₖⱼ = decisionFunction(record)ₖ, to rounding
   *
   * @throws as predict
   * @example
   * import { SoftmaxPipeline } from '@betahat/pipeline';
   * const rows = { names: ['mass', 'species'], columns: [[3.7, 3.5, 5.1, 4.9], ['A', 'C', 'G', 'G']] };
   * const pipeline = SoftmaxPipeline.fit(rows, { target: 'species' });
   * const { intercepts, terms } = pipeline.contributions({ mass: 5 });
   * [terms.rows, terms.cols]; // [3, 1], classes and names
   * intercepts[2] + terms.data[2] === pipeline.decisionFunction({ mass: 5 })[2]; // true
   */
  contributions<R extends RecordOf<R>>(record: R): SoftmaxContributions {
    const { X } = this.encode('contributions', oneRecord('contributions', record));
    const { rows, cols, data } = this.model.coefficients;
    return { intercepts: this.model.intercepts, terms: dense(rows, cols, termsOf(X, data)) };
  }

  /**
   * Coefficients and intercepts for columns in their own units (per metre, per day), in the order of
   * `names`; those of `model` are for the scaled columns. Predict with the pipeline: these agree with
   * it to rounding only.
   */
  coefficientsInOriginalUnits(): SoftmaxTerms {
    return this.encoder.coefficientsInOriginalUnits(this.model);
  }
}
