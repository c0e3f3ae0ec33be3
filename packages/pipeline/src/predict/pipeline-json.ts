import { TableEncoder, type TableEncoderJSON } from '@betahat/features';
import { ownFields, rangeError, typeError } from '@betahat/linalg/check';
import type { LogisticPredictor, SoftmaxPredictor } from '@betahat/models/predict';
import { rejectPollution } from './reject-pollution.ts';
import type { Parts } from './table-predictor.ts';

const FORMAT = 'betahat/pipeline';

/** Version of the JSON that this release writes and the newest that it reads. */
const VERSION = 1;

/** A pipeline as JSON. Numbers keep every bit, so that a round trip predicts the same bits. */
export interface PipelineJSON<ModelJSON = unknown> {
  readonly format: 'betahat/pipeline';
  readonly version: number;
  /** Name of the column that is predicted. */
  readonly target: string;
  /** Columns that a record may lack. */
  readonly optional: readonly string[];
  readonly encoder: TableEncoderJSON;
  /** As the model's own toJSON writes it; its format tells the kind of pipeline. */
  readonly model: ModelJSON;
}

const KEYS = ['format', 'version', 'target', 'optional', 'encoder', 'model'];

/** The JSON of a pipeline. */
export const pipelineJSON = <ModelJSON>(
  { target, optional, encoder }: Parts<unknown>,
  model: ModelJSON,
): PipelineJSON<ModelJSON> => ({
  ...{ format: FORMAT, version: VERSION, target, optional },
  ...{ encoder: encoder.toJSON(), model },
});

/** The parts of a pipeline from its JSON; `readModel` reads the model's. */
export const pipelineFields = <M extends LogisticPredictor | SoftmaxPredictor>(
  where: string,
  json: unknown,
  readModel: (json: unknown) => M,
): Parts<M> => {
  const own = pipelineObject(where, json);
  const { target, optional } = own;
  if (typeof target !== 'string') throw typeError(where, 'target', 'a string', target);
  const encoder = TableEncoder.fromJSON(own['encoder']);
  if (encoder.inputs.includes(target))
    throw rangeError(where, 'target', 'none of the columns that encoder reads', target);
  if (!Array.isArray(optional)) throw typeError(where, 'optional', 'an array of strings', optional);
  for (const [j, name] of optional.entries())
    if (!encoder.inputs.includes(name))
      throw rangeError(where, `optional[${j}]`, 'a column that encoder reads', name);
  const model = readModel(own['model']);
  const { coefficients } = model;
  const columns = 'kind' in coefficients ? coefficients.cols : coefficients.length;
  if (columns !== encoder.names.length)
    throw rangeError(
      where,
      'the number of columns of model',
      `${encoder.names.length}, as of encoder`,
      columns,
    );
  return { target, optional, encoder, model };
};

/** The own fields of a pipeline's JSON, of a known format and version. */
export const pipelineObject = (where: string, json: unknown): Record<string, unknown> => {
  const own = ownFields(where, json, 'the pipeline', FORMAT, VERSION);
  rejectPollution(where, json as object);
  const stranger = Object.keys(own).find((key) => !KEYS.includes(key));
  if (stranger !== undefined)
    throw rangeError(where, 'every field', `one of ${KEYS.join(', ')}`, stranger);
  return own;
};
