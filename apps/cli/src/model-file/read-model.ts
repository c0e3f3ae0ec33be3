import { readFile } from 'node:fs/promises';
import { Standardize } from '@betahat/features';
import { LogisticRegression, SoftmaxRegression } from '@betahat/models';
import { fileError } from '../file-error.ts';
import type { Model } from '../fit/fit-model.ts';
import { UserError } from '../user-error.ts';
import { FORMAT, type TableModel, VERSION } from './table-model.ts';

/**
 * Reads what `fit --model` wrote.
 *
 * @throws UserError in one line for a file that cannot be read, is not JSON, is JSON of something
 * else, was written by a newer release or is damaged
 */
export const readModel = async (file: string): Promise<TableModel> => {
  const json = ownFields(file, await parse(file));
  const format = json['format'];
  if (format !== FORMAT) {
    const what =
      typeof format === 'string' ? `JSON of the format ${JSON.stringify(format)}` : 'JSON';
    throw new UserError(`${file}: ${what}, but not a model that betahat fit --model wrote`);
  }
  const version = json['version'];
  if (typeof version === 'number' && version > VERSION) {
    throw new UserError(
      `${file}: a model of format ${version}, written by a newer betahat (${String(json['betahat'])}); this one reads up to ${VERSION}`,
    );
  }
  if (version !== VERSION) throw new UserError(`${file}: a damaged model: version ${version}`);
  return restore(file, json);
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

/** An object without anything inherited, so that fields are only what the file says. */
const ownFields = (file: string, json: unknown): Record<string, unknown> => {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new UserError(`${file}: JSON, but not a model that betahat fit --model wrote`);
  }
  return Object.assign(Object.create(null), json);
};

const restore = (file: string, json: Record<string, unknown>): TableModel => {
  const { target } = json;
  if (typeof target !== 'string') throw new UserError(`${file}: a damaged model: no target`);
  try {
    const scaling = Standardize.fromJSON(json['scaling']);
    const model = modelFrom(json['model']);
    const columns =
      model instanceof LogisticRegression ? model.coefficients.length : model.coefficients.cols;
    if (columns !== scaling.names.length) {
      throw new UserError(
        `${file}: a damaged model: ${columns} coefficients for ${scaling.names.length} columns`,
      );
    }
    return { target, scaling, model };
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) {
      throw new UserError(`${file}: a damaged model: ${error.message}`);
    }
    throw error;
  }
};

const modelFrom = (json: unknown): Model => {
  const format = (json as { format?: unknown } | null)?.format;
  return format === 'betahat/softmax-regression'
    ? SoftmaxRegression.fromJSON(json)
    : LogisticRegression.fromJSON(json);
};
