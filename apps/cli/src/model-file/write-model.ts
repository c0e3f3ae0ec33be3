import type { Pipeline } from '../fit/fit-model.ts';
import { writeAside } from './write-aside.ts';

/**
 * Writes a pipeline as JSON, which `@betahat/pipeline` reads as well. Numbers keep every bit, so that
 * `predict` gives what the fit gave.
 */
export const writeModel = (file: string, pipeline: Pipeline): Promise<void> =>
  writeAside(file, (write) => write(`${JSON.stringify(pipeline, null, 2)}\n`));
