import { readFile } from 'node:fs/promises';
import { pipelineFromJSON } from '@betahat/pipeline/predict';
import { fileError } from '../file-error.ts';
import type { Predictor } from '../fit/effects.ts';
import { UserError } from '../user-error.ts';
import { fromTableModel, TABLE_MODEL } from './table-model.ts';

const FORMAT = 'betahat/pipeline';

/** The newest version of the format that this release reads. */
const VERSION = 1;

/**
 * Reads what `fit --model` or a pipeline's `toJSON` wrote.
 *
 * @throws UserError in one line for a file that cannot be read, is not JSON, is JSON of something
 * else, was written by a newer release or is damaged
 */
export const readModel = async (file: string): Promise<Predictor> => {
  const json = await parse(file);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new UserError(`${file}: JSON, but not a model that betahat fit --model wrote`);
  }
  const own = (key: string): unknown =>
    Object.hasOwn(json, key) ? (json as Record<string, unknown>)[key] : undefined;
  const [format, version] = [own('format'), own('version')];
  if (format !== FORMAT && format !== TABLE_MODEL) {
    const what =
      typeof format === 'string' ? `JSON of the format ${JSON.stringify(format)}` : 'JSON';
    throw new UserError(`${file}: ${what}, but not a model that betahat fit --model wrote`);
  }
  if (typeof version === 'number' && version > VERSION) {
    throw new UserError(
      `${file}: a model of format ${version}, written by a newer betahat; this one reads up to ${VERSION}`,
    );
  }
  try {
    return pipelineFromJSON(format === TABLE_MODEL ? fromTableModel(json) : json) as Predictor;
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) {
      throw new UserError(`${file}: a damaged model: ${error.message}`);
    }
    throw error;
  }
};

const parse = async (file: string): Promise<unknown> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw fileError(file, error);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(`${file}: not JSON, so not a model that betahat fit --model wrote`);
  }
};
