export type { LabelIn } from './label-in.ts';
export { LogisticPipeline } from './logistic-pipeline.ts';
export type {
  LogisticPipelineAsyncOptions,
  LogisticPipelineOptions,
  SoftmaxPipelineAsyncOptions,
  SoftmaxPipelineOptions,
} from './options.ts';
export type { RecordOf, TableRows } from './predict/input-table.ts';
export type { LogisticContributions } from './predict/logistic-pipeline-predictor.ts';
export type { PipelineJSON } from './predict/pipeline-json.ts';
export type { SoftmaxContributions } from './predict/softmax-pipeline-predictor.ts';
export { SoftmaxPipeline } from './softmax-pipeline.ts';
