import type { TableEncoderOptions } from '@betahat/features';
import { typeError, unknownOptions } from '@betahat/linalg/check';
import type {
  Label,
  LogisticAsyncOptions,
  LogisticOptions,
  SoftmaxAsyncOptions,
  SoftmaxOptions,
  SolverAsk,
} from '@betahat/models';

/** What `fit` needs to know about the table; how its columns are encoded is up to `TableEncoder`. */
export interface TableOptions<T extends string = string> extends TableEncoderOptions {
  /** The column that is predicted. Its cells are the labels, and it is not a feature. */
  readonly target: T;
}

/**
 * Options of `LogisticPipeline.fit`: the target, those of `TableEncoder` and those of `LogisticRegression`.
 * `initial` is in the units of the encoded columns: the `model` of an earlier pipeline with the same `names`.
 */
export type LogisticPipelineOptions<
  L extends Label = Label,
  A extends SolverAsk = SolverAsk,
> = TableOptions & LogisticOptions<L, A>;

/** The encoded columns are the pipeline's own and always go to the worker whole: there is nothing to say. */
interface Owned {
  readonly transfer?: never;
}

/** Options of `LogisticPipeline.fitAsync`. */
export type LogisticPipelineAsyncOptions<
  L extends Label = Label,
  A extends SolverAsk = SolverAsk,
> = TableOptions & LogisticAsyncOptions<L, A> & Owned;

/**
 * Options of `SoftmaxPipeline.fit`: the target, those of `TableEncoder` and those of `SoftmaxRegression`.
 * `initial` is in the units of the encoded columns: the `model` of an earlier pipeline with the same `names`.
 */
export type SoftmaxPipelineOptions<
  L extends Label = Label,
  A extends SolverAsk = SolverAsk,
> = TableOptions & SoftmaxOptions<L, A>;

/** Options of `SoftmaxPipeline.fitAsync`. */
export type SoftmaxPipelineAsyncOptions<
  L extends Label = Label,
  A extends SolverAsk = SolverAsk,
> = TableOptions & SoftmaxAsyncOptions<L, A> & Owned;

/** Every option and whose it is; the type keeps the list complete. */
const OWNER: Record<
  Exclude<keyof LogisticPipelineAsyncOptions, 'transfer'>,
  'target' | 'encoder' | 'model'
> = {
  target: 'target',
  columns: 'encoder',
  perColumn: 'encoder',
  sparse: 'encoder',
  holes: 'encoder',
  indicator: 'encoder',
  scale: 'encoder',
  coding: 'encoder',
  minCount: 'encoder',
  maxLevels: 'encoder',
  intercept: 'model',
  l1: 'model',
  l2: 'model',
  sampleWeight: 'model',
  classWeight: 'model',
  solver: 'model',
  tolerance: 'model',
  maxIterations: 'model',
  initial: 'model',
  seed: 'model',
  onIteration: 'model',
  onUnconverged: 'model',
  signal: 'model',
  threads: 'model',
};

/** Those of fitAsync alone. */
const ASYNC: readonly string[] = ['signal', 'threads'];

/** Options as they go to the encoder and to the model. */
export interface SplitOptions<ModelOptions> {
  readonly target: string;
  readonly encoder: TableEncoderOptions;
  readonly model: ModelOptions;
}

/**
 * The options by whose they are.
 * @throws TypeError for a target that is no string, and for an option that nobody reads
 */
export const splitOptions = <ModelOptions>(
  where: string,
  options: TableOptions & ModelOptions,
  isAsync: boolean,
): SplitOptions<ModelOptions> => {
  if (typeof options !== 'object' || options === null)
    throw typeError(where, 'options', 'an object', options);
  const known = Object.keys(OWNER).filter((name) => isAsync || !ASYNC.includes(name));
  unknownOptions(where, options, known);
  if (typeof options.target !== 'string')
    throw typeError(where, 'target', 'the name of a column', options.target);
  const of = (owner: string) =>
    Object.fromEntries(
      Object.entries(options).filter(([name]) => OWNER[name as keyof typeof OWNER] === owner),
    );
  return { target: options.target, encoder: of('encoder'), model: of('model') as ModelOptions };
};
