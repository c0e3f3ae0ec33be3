export {
  type ConvexIterate,
  type ConvexOptions,
  type ConvexPoint,
  type ConvexSolution,
  minimizeConvex,
} from './convex/minimize-convex.ts';
export { iterate } from './drivers/iterate.ts';
export { minimize } from './drivers/minimize.ts';
export { minimizeAsync } from './drivers/minimize-async.ts';
export {
  type AdamMemory,
  type ScaleByAdamOptions,
  scaleByAdam,
} from './first-order/scale-by-adam.ts';
export { scaleByRate } from './first-order/scale-by-rate.ts';
export { constant, cosine, type Schedule, stepDecay } from './first-order/schedules.ts';
export { type TraceOptions, trace } from './first-order/trace.ts';
export {
  type AnyTransform,
  chain,
  type Transform,
  type TransformContext,
} from './first-order/transform.ts';
export type { Certificate, Ending, Iterate, Method, Work } from './method.ts';
export {
  type AdamOptions,
  adam,
  type FirstOrderState,
  firstOrder,
  type MomentumOptions,
  momentum,
  nesterov,
} from './methods/first-order.ts';
export { type FistaOptions, type FistaState, fista } from './methods/fista.ts';
export {
  type GradientDescentOptions,
  type GradientDescentState,
  gradientDescent,
} from './methods/gradient-descent.ts';
export { type LbfgsOptions, type LbfgsState, lbfgs } from './methods/lbfgs.ts';
export { type NewtonOptions, type NewtonState, newton } from './methods/newton.ts';
export { type NewtonCGOptions, type NewtonCGState, newtonCG } from './methods/newton-cg.ts';
export { type ProximalNewtonState, proximalNewton, underOther } from './methods/proximal-newton.ts';
export { type SagaOptions, type SagaState, saga } from './methods/saga.ts';
export {
  type SampledMetricOptions,
  type SampledMetricState,
  sampledMetric,
} from './methods/sampled-metric.ts';
export { type SgdOptions, type SgdState, sgd } from './methods/sgd.ts';
export {
  type SteepestDescentOptions,
  type SteepestDescentState,
  steepestDescent,
} from './methods/steepest-descent.ts';
export type {
  AlongRequest,
  Answer,
  AnswerOf,
  ArrowCurvature,
  ArrowRequest,
  Ask,
  AsyncComposite,
  AsyncObjective,
  AsyncProblem,
  BatchRequest,
  BlocksRequest,
  Composite,
  CurvatureBlocks,
  CurvatureRequest,
  DriftRequest,
  EvaluateRequest,
  Evaluation,
  Exchange,
  GapRequest,
  HessianVectorRequest,
  KroneckerCurvature,
  KroneckerRequest,
  LinearTerms,
  LineValue,
  Objective,
  OptionalRequest,
  PartialObjective,
  PenaltyRequest,
  Problem,
  Request,
  RequestOf,
  SampleObjective,
  SampleRequest,
  SeparablePenalty,
  Shape,
  ShapeRequest,
  SubsampleRequest,
  TermsRequest,
} from './request.ts';
export { decodeState, encodeState, type Json } from './state-json.ts';
export type { MinimizeOptions } from './stopping/options.ts';
export type { Solution } from './stopping/solution.ts';
export type { Status } from './stopping/status.ts';
