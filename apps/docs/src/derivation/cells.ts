import { type Compared, compare, compareAll, printed } from './compared.ts';
import { CLASSES, drawn } from './drawn.ts';
import { crossEntropy } from './steps/cross-entropy.ts';
import { residual } from './steps/gradient-wrt-logits.ts';
import { slope } from './steps/gradient-wrt-predictions.ts';
import { predict } from './steps/sigmoid.ts';
import { predictClasses } from './steps/softmax.ts';
import { classCrossEntropy } from './steps/softmax-cross-entropy.ts';
import { classResidual } from './steps/softmax-gradient-wrt-logits.ts';
import { classSlope } from './steps/softmax-gradient-wrt-predictions.ts';

/** A line of a cell's table: inputs, prediction, gradient, and the printed gradient if there is one. */
interface Line {
  readonly o: number;
  readonly y: number;
  readonly predicted: number;
  readonly gradient: number;
  readonly compared: Compared | null;
}

/** What the page shows of a cell. */
export interface CellResult {
  readonly loss: Compared;
  readonly lines: readonly Line[];
}

export type CellName = 'cell2' | 'cell4' | 'cell8' | 'cell9' | 'cell11';

const linesOf = (
  logits: Float64Array,
  y: Float64Array,
  predicted: Float64Array,
  gradient: Float64Array,
  compared: readonly Compared[],
): Line[] =>
  Array.from(logits, (o, i) => ({
    o,
    y: y[i]!,
    predicted: predicted[i]!,
    gradient: gradient[i]!,
    compared: compared[i] ?? null,
  }));

/** The notebook's cells without training, computed by the steps that the page shows. */
export const cellResult = (name: CellName): CellResult => {
  const { logits, y } = drawn()[name];
  if (name === 'cell2' || name === 'cell4') {
    const predicted = predict(logits);
    const loss = compare(crossEntropy(predicted, y), printed[name].loss);
    const [gradient, text] =
      name === 'cell2'
        ? [slope(predicted, y), printed.cell2.gradient_wrt_prediction]
        : [residual(logits, y), printed.cell4.gradient_wrt_logits];
    return { loss, lines: linesOf(logits, y, predicted, gradient, compareAll(gradient, text)) };
  }
  const predicted = predictClasses(logits, CLASSES);
  const loss = compare(classCrossEntropy(predicted, y, CLASSES), printed[name].loss);
  const gradient =
    name === 'cell11' ? classResidual(logits, y, CLASSES) : classSlope(predicted, y, CLASSES);
  const text = name === 'cell11' ? printed.cell11.gradient_wrt_logits_row0 : '';
  return { loss, lines: linesOf(logits, y, predicted, gradient, compareAll(gradient, text)) };
};
