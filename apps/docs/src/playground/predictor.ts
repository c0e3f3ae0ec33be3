import type {
  LogisticPipelinePredictor,
  SoftmaxPipelinePredictor,
} from '@betahat/pipeline/predict';

/** What the page predicts with: the pipeline that the worker fitted, without its optimizer. */
export type Predictor = LogisticPipelinePredictor | SoftmaxPipelinePredictor;

export const isSoftmax = (predictor: Predictor): predictor is SoftmaxPipelinePredictor =>
  'intercepts' in predictor.model;
