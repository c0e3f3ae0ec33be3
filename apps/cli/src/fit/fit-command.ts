import { resolve } from 'node:path';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { withInput } from '../input/input.ts';
import type { Io } from '../io.ts';
import { checkDestination } from '../model-file/destination.ts';
import { writeModel } from '../model-file/write-model.ts';
import { printWarning } from '../print/messages.ts';
import { reportText } from '../print/print-report.ts';
import { quote } from '../print/quote.ts';
import { styleFor } from '../print/style.ts';
import { UserError } from '../user-error.ts';
import type { FitOptions } from './fit-options.ts';
import type { FitReport } from './fit-report.ts';
import { fitTable } from './fit-table.ts';

/**
 * `betahat fit`: fits a table, says how it went and how good it is, and saves the model. A fit that
 * did not converge is shown and not saved.
 */
export const fitCommand = async (
  files: readonly string[],
  options: FitOptions,
  io: Io,
): Promise<ExitCode> => {
  const { model: modelFile } = options;
  if (modelFile !== undefined) await checkDestination(modelFile);
  const { report, pipeline, failure } = await withInput({ ...options, files }, io, (input) => {
    if (modelFile !== undefined)
      for (const { path } of input.named)
        if (resolve(modelFile) === resolve(path))
          throw new UserError(`--model ${quote(modelFile)} would replace the table that is read`);
    return fitTable(input, options, io);
  });
  for (const warning of report.warnings) await printWarning(io, warning);
  if (modelFile === undefined || failure !== null) {
    await printReport(report, options, io);
    if (failure !== null) throw failure;
    return EXIT.ok;
  }
  try {
    await writeModel(modelFile, pipeline);
  } catch (error) {
    // The fit is not lost for want of a place to put it.
    await printReport(report, options, io);
    throw error;
  }
  await printReport({ ...report, modelFile }, options, io);
  return EXIT.ok;
};

const printReport = (report: FitReport, options: FitOptions, io: Io): Promise<boolean> =>
  io.stdout.write(
    options.json === true
      ? `${JSON.stringify(report, null, 2)}\n`
      : reportText(report, {
          top: options.top,
          width: io.stdout.columns,
          style: styleFor(io.stdout, io.env),
        }),
  );
