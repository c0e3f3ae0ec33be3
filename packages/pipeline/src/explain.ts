import { ConvergenceError, type FitReport, SeparationError } from '@betahat/models';
import type { Training } from './training.ts';

/**
 * The error of a model's fit as one of the pipeline's: a ConvergenceError carries the pipeline in
 * place of the model alone, a SeparationError says the columns' names. Any other error as it is.
 */
export const explain = <Model extends { readonly report: FitReport }>(
  { where, parts }: Training<unknown>,
  error: unknown,
  pipelineOf: (model: Model) => { readonly report: FitReport },
): unknown => {
  if (error instanceof ConvergenceError)
    return new ConvergenceError(where, pipelineOf(error.model as unknown as Model), error.cause);
  if (error instanceof SeparationError)
    return new SeparationError(where, error.kind, error.columns, parts.encoder.names);
  return error;
};
