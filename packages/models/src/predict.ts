import { rangeError } from '@betahat/linalg/check';
import { LOGISTIC_FORMAT, LogisticPredictor } from './predict/logistic-predictor.ts';
import { SOFTMAX_FORMAT, SoftmaxPredictor } from './predict/softmax-predictor.ts';

export type { Label } from './labels.ts';
export type { Row, Rows } from './predict/rows.ts';
export { LogisticPredictor, SoftmaxPredictor };

/**
 * The predictor of either kind of model, from the JSON that its toJSON wrote. This entry of the
 * package holds no optimizer and no loss; predictions are bit for bit those of the model itself.
 *
 * @throws TypeError or RangeError that names the field, for anything else and for newer versions
 * @example
 * import { predictorFromJSON } from '@betahat/models/predict';
 * const predictor = predictorFromJSON(JSON.parse(text));
 * predictor.predict([5.1, 3.5, 1.4, 0.2]);
 */
export const predictorFromJSON = (json: unknown): LogisticPredictor | SoftmaxPredictor => {
  const format = (json as { format?: unknown } | null | undefined)?.format;
  if (format === LOGISTIC_FORMAT) return LogisticPredictor.fromJSON(json);
  if (format === SOFTMAX_FORMAT) return SoftmaxPredictor.fromJSON(json);
  const formats = `"${LOGISTIC_FORMAT}" or "${SOFTMAX_FORMAT}"`;
  throw rangeError('predictorFromJSON', 'format', formats, format);
};
