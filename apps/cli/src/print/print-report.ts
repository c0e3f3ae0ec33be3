import type { FitReport } from '../fit/fit-report.ts';
import { confusionSection } from './confusion-section.ts';
import { effectsSection } from './effects-section.ts';
import { fitSection } from './fit-section.ts';
import { heldOutSection } from './held-out-section.ts';
import { plain } from './quote.ts';
import { joined } from './sections.ts';
import type { Style } from './style.ts';
import { tableSection } from './table-section.ts';

/** The report of a fit as text for people. */
export const reportText = (
  report: FitReport,
  { top, width, style }: { top: number | undefined; width: number; style: Style },
): string => {
  const { modelFile, heldOut, classes } = report;
  const labels = classes.map(({ label }) => label);
  return joined([
    tableSection(report, style),
    effectsSection(report.effects, labels, top, width, style),
    fitSection(report, style),
    heldOutSection(report, style),
    heldOut === null
      ? []
      : confusionSection(labels, heldOut.confusion, 'the held-out rows', width, style),
    modelFile === null ? [] : [`Model written to ${plain(modelFile)}`],
  ]);
};
