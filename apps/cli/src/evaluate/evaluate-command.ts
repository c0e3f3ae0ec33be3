import type { Label } from '@betahat/models';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { type InputWords, withInput } from '../input/input.ts';
import type { Io } from '../io.ts';
import { readModel } from '../model-file/read-model.ts';
import { printWarning } from '../print/messages.ts';
import { withProgress } from '../print/progress.ts';
import { styleFor } from '../print/style.ts';
import { metWarnings } from '../rows/met.ts';
import { predictions } from '../rows/predictions.ts';
import { type Score, score } from '../score/score.ts';
import { withTable } from '../table/open-table.ts';
import { shareDone } from '../table/table.ts';
import { UserError } from '../user-error.ts';
import { VERSION } from '../version.ts';
import { evaluationText } from './evaluation-text.ts';
import { labelAsk, labelledRows } from './labelled-rows.ts';

export interface EvaluateOptions extends Omit<InputWords, 'files'> {
  readonly json?: boolean;
}

/** Everything that `betahat evaluate` tells; `--json` prints it as it is. */
export interface Evaluation extends Score {
  readonly betahat: string;
  readonly model: string;
  readonly file: string;
  readonly target: string;
  readonly classes: readonly Label[];
}

/** `betahat evaluate`: how well a model does on a table whose classes are known. */
export const evaluateCommand = async (
  modelFile: string,
  files: readonly string[],
  { json = false, ...words }: EvaluateOptions,
  io: Io,
): Promise<ExitCode> => {
  const predictor = await readModel(modelFile);
  const evaluation = await withInput({ ...words, files }, io, (input) =>
    withTable(input, async (table): Promise<Evaluation> => {
      const predicted = predictions(table, predictor, [labelAsk(table, predictor)]);
      let rows = 0;
      const judged = await withProgress(
        io,
        'Predicting',
        () => ({ share: shareDone(table), rows }),
        () =>
          labelledRows(table, predictor, predicted, (n) => {
            rows = n;
          }),
      );
      if (rows === 0) throw new UserError(`${table.file}: the table has no rows`);
      for (const warning of metWarnings(table.file, predictor, predicted.met()))
        await printWarning(io, warning);
      const { target, classes } = predictor;
      return {
        betahat: VERSION,
        model: modelFile,
        file: table.file,
        target,
        classes,
        ...score(judged),
      };
    }),
  );
  await io.stdout.write(
    json
      ? `${JSON.stringify(evaluation, null, 2)}\n`
      : evaluationText(evaluation, io.stdout.columns, styleFor(io.stdout, io.env)),
  );
  return EXIT.ok;
};
