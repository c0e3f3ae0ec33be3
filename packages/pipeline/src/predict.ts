import { rangeError } from '@betahat/linalg/check';
import { LogisticPipelinePredictor } from './predict/logistic-pipeline-predictor.ts';
import { pipelineObject } from './predict/pipeline-json.ts';
import { SoftmaxPipelinePredictor } from './predict/softmax-pipeline-predictor.ts';

export type { RecordOf, TableRows } from './predict/input-table.ts';
export type { LogisticContributions } from './predict/logistic-pipeline-predictor.ts';
export type { PipelineJSON } from './predict/pipeline-json.ts';
export type { SoftmaxContributions } from './predict/softmax-pipeline-predictor.ts';
export { LogisticPipelinePredictor, SoftmaxPipelinePredictor };

/**
 * The predictor of either kind of pipeline, from the JSON that its toJSON wrote. This entry of the
 * package holds no optimizer and no loss; predictions are bit for bit those of the pipeline itself.
 *
 * @throws TypeError or RangeError that names the field, for anything else, for newer versions and for
 *   keys such as __proto__
 * @example
 * import { LogisticPipeline } from '@betahat/pipeline';
 * import { pipelineFromJSON } from '@betahat/pipeline/predict';
 * const fitted = LogisticPipeline.fit(
 *   [{ hours: 1, passed: 'no' }, { hours: 2, passed: 'no' }, { hours: 4, passed: 'yes' }],
 *   { target: 'passed' },
 * );
 * const predictor = pipelineFromJSON(JSON.parse(JSON.stringify(fitted)));
 * predictor.predict({ hours: 5 }); // 'yes'
 */
export const pipelineFromJSON = (
  json: unknown,
): LogisticPipelinePredictor | SoftmaxPipelinePredictor => {
  const where = 'pipelineFromJSON';
  const { model } = pipelineObject(where, json);
  const format = (model as { format?: unknown } | null | undefined)?.format;
  if (format === LOGISTIC) return LogisticPipelinePredictor.fromJSON(json);
  if (format === SOFTMAX) return SoftmaxPipelinePredictor.fromJSON(json);
  throw rangeError(where, 'model.format', `"${LOGISTIC}" or "${SOFTMAX}"`, format);
};

const LOGISTIC = 'betahat/logistic-regression';
const SOFTMAX = 'betahat/softmax-regression';
