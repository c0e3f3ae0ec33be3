import type { FitReport } from '../fit/fit-report.ts';
import { confusionSection } from './confusion-section.ts';
import { effectsSection } from './effects-section.ts';
import { fitSection } from './fit-section.ts';
import { heldOutSection } from './held-out-section.ts';
import { plain } from './quote.ts';
import type { Style } from './style.ts';
import { tableSection } from './table-section.ts';

/** The report of a fit as text for people. */
export const reportText = (
  report: FitReport,
  { top, width, style }: { top: number | undefined; width: number; style: Style },
): string => {
  const { modelFile } = report;
  const sections = [
    tableSection(report, style),
    effectsSection(report, top, width, style),
    fitSection(report, style),
    heldOutSection(report, style),
    confusionSection(report, width, style),
    modelFile === null ? [] : [`Model written to ${plain(modelFile)}`],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
};
