export { iterate } from './drivers/iterate.ts';
export { minimize } from './drivers/minimize.ts';
export { minimizeAsync } from './drivers/minimize-async.ts';
export type { Certificate, Ending, Iterate, Method, Work } from './method.ts';
export {
  type GradientDescentOptions,
  type GradientDescentState,
  gradientDescent,
} from './methods/gradient-descent.ts';
export { type LbfgsOptions, type LbfgsState, lbfgs } from './methods/lbfgs.ts';
export { type NewtonState, newton } from './methods/newton.ts';
export { type NewtonCGOptions, type NewtonCGState, newtonCG } from './methods/newton-cg.ts';
export {
  type SampledMetricOptions,
  type SampledMetricState,
  sampledMetric,
} from './methods/sampled-metric.ts';
export type {
  AlongRequest,
  Answer,
  AnswerOf,
  Ask,
  AsyncObjective,
  BlocksRequest,
  CurvatureBlock,
  CurvatureRequest,
  EvaluateRequest,
  Evaluation,
  Exchange,
  HessianVectorRequest,
  LineValue,
  Objective,
  OptionalRequest,
  PartialObjective,
  Request,
  RequestOf,
  SampleObjective,
  SampleRequest,
  Shape,
  ShapeRequest,
  SubsampleRequest,
} from './request.ts';
export { decodeState, encodeState, type Json } from './state-json.ts';
export type { MinimizeOptions } from './stopping/options.ts';
export type { Solution } from './stopping/solution.ts';
export type { Status } from './stopping/status.ts';
