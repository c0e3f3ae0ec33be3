import { LogisticPipeline } from '@betahat/pipeline';
import type { Input } from '../input/input.ts';
import type { Io } from '../io.ts';
import { withTable } from '../table/open-table.ts';
import { VERSION } from '../version.ts';
import { classEffects } from './effects.ts';
import { type FitFailure, fitModel, type Pipeline } from './fit-model.ts';
import type { FitOptions } from './fit-options.ts';
import type { FitReport } from './fit-report.ts';
import { giveaways } from './giveaways.ts';
import { type HeldOut, holdOut } from './hold-out.ts';
import { interruptible } from './interruptible.ts';
import { judge } from './judge.ts';
import { readTable } from './read-table.ts';
import { giveawayWarnings, leftOutWarnings, rareClassWarnings } from './warnings.ts';

/** A fit as far as it came. */
export interface FittedTable {
  readonly report: FitReport;
  readonly pipeline: Pipeline;
  /** Why the fit did not reach its tolerance; null if it did. */
  readonly failure: FitFailure | null;
}

const TEST_SIZE = 0.25;

/**
 * Reads a table, holds rows out, fits the rest, and judges the model on the rows held out.
 *
 * @throws UserError for anything that the user can mend; FitFailure if there is no minimum
 */
export const fitTable = async (input: Input, options: FitOptions, io: Io): Promise<FittedTable> => {
  const began = performance.now();
  const { file, target, used, nested, read, warnings } = await withTable(input, (table) =>
    readTable(table, options, io),
  );
  const secondsReading = (performance.now() - began) / 1000;

  const { classes } = read;
  const { testSize = TEST_SIZE, seed, l1, l2 } = options;
  const heldOut = holdOut(classes, testSize, seed, options.testSize !== undefined);
  const [trainRows, testRows] = bothSides(heldOut);
  const table = read.take(trainRows);
  const training = {
    ...{ file, table, rows: trainRows, target, classes: classes.labels.length },
    types: new Map(
      used.flatMap(({ column, type }) => (type === null ? [] : [[column.name, type]])),
    ),
  };
  const { pipeline, failure } = await interruptible(io, (onIteration) =>
    fitModel(training, options, onIteration),
  );

  const rows = read.rows;
  const leftOut: FitReport['leftOut'] = [
    ...nested.map((column) => ({ column, reason: 'nested' as const })),
    ...pipeline.dropped.map(({ name, reason }) => ({ column: name, reason })),
  ];
  const counted = classes.labels.map((label, k) => ({ label, rows: classes.counts[k]! }));
  const alone = giveaways(table).filter((name) => pipeline.inputs.includes(name));
  const report: FitReport = {
    ...{ betahat: VERSION, file, rows, target, classes: counted },
    columns: pipeline.inputs,
    types: pipeline.encoder.columns.map(({ type }) => type),
    leftOut,
    model: pipeline instanceof LogisticPipeline ? 'logistic' : 'softmax',
    ...{ l1, l2, trainingRows: trainRows.length },
    effects: classEffects(pipeline),
    fit: pipeline.report,
    secondsReading,
    heldOut:
      testRows.length === 0
        ? null
        : {
            testSize,
            seed,
            ...judge(pipeline, training, { table: read.take(testRows), rows: testRows }),
          },
    warnings: [
      ...warnings,
      ...leftOutWarnings(leftOut),
      ...giveawayWarnings(alone),
      ...rareClassWarnings({ classes: counted, rows }),
      ...heldOut.warnings,
    ],
    modelFile: null,
  };
  return { report, pipeline, failure };
};

const bothSides = ({ isTest, testRows }: HeldOut): [Uint32Array, Uint32Array] => {
  const train = new Uint32Array(isTest.length - testRows);
  const test = new Uint32Array(testRows);
  let trainAt = 0;
  let testAt = 0;
  isTest.forEach((held, row) => {
    if (held === 1) test[testAt++] = row;
    else train[trainAt++] = row;
  });
  return [train, test];
};
