import { Standardize } from '@betahat/features';

/** The format of the time when the program knew numeric columns only. */
export const TABLE_MODEL = 'betahat/table-model';

/**
 * A file of that format as one of a pipeline: the same arithmetic, so the same bits. A hole stays an
 * error, as it was.
 *
 * @throws TypeError or RangeError for a `scaling` that is damaged
 */
export const fromTableModel = (json: object): object => {
  const { version, target, scaling, model } = json as Record<string, unknown>;
  const { names, means, scales } = Standardize.fromJSON(scaling).toJSON();
  const columns = names.map((name, j) => ({
    ...{ type: 'numeric', name, fill: null, shift: means[j], scale: scales[j], indicator: false },
  }));
  const encoder = {
    ...{ format: 'betahat.tableEncoder', version: 1, sparse: false, columns, dropped: [] },
  };
  return { format: 'betahat/pipeline', version, target, optional: [], encoder, model };
};
