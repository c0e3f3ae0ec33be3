import { FORMAT, type TableModel, VERSION } from './table-model.ts';
import { writeAside } from './write-aside.ts';

/** Writes a model as JSON. Numbers keep every bit, so that `predict` gives what the fit gave. */
export const writeModel = async (
  file: string,
  { target, scaling, model }: TableModel,
  betahat: string,
): Promise<void> => {
  const json = { format: FORMAT, version: VERSION, betahat, target, scaling, model };
  await writeAside(file, async (write) => write(`${JSON.stringify(json, null, 2)}\n`));
};
