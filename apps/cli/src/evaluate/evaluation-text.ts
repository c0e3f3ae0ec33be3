import { calibrationSection } from '../print/calibration-section.ts';
import { confusionSection } from '../print/confusion-section.ts';
import { count } from '../print/numbers.ts';
import { perClassSection } from '../print/per-class-section.ts';
import { plain } from '../print/quote.ts';
import { scoreSection } from '../print/score-section.ts';
import { joined } from '../print/sections.ts';
import type { Style } from '../print/style.ts';
import type { Evaluation } from './evaluate-command.ts';

/** An evaluation as text for people. */
export const evaluationText = (evaluation: Evaluation, width: number, style: Style): string => {
  const { model, file, rows, target, classes } = evaluation;
  return joined([
    scoreSection(
      `${style.bold(plain(model))} on ${plain(file)}, ${count(rows)} rows, target ${plain(target)}`,
      evaluation,
      'its log loss is that of the class shares of this table',
      style,
    ),
    perClassSection(evaluation, style),
    confusionSection(classes, evaluation.confusion, 'these rows', width, style),
    calibrationSection(evaluation, classes, style),
  ]);
};
