import type { FitReport } from '../fit/fit-report.ts';
import { align, indent } from './align.ts';
import { count, decimals, magnitude, plural } from './numbers.ts';
import type { Style } from './style.ts';

/** How the fit went. */
export const fitSection = (report: FitReport, style: Style): string[] => {
  const { fit, model, l1, l2, trainingRows } = report;
  const { certificate } = fit;
  const facts = [
    ['objective', decimals(fit.objective)],
    ['iterations', `${count(fit.iterations)} (${fit.solver})`],
    [
      'certificate',
      certificate === null
        ? 'none'
        : `${magnitude(certificate.value)} relative distance to the optimum (${words(certificate.kind)})`,
    ],
    ['seconds', `${seconds(fit.seconds)} fitting, ${seconds(report.secondsReading)} reading`],
    ...(fit.converged ? [] : [['result', style.red(`not converged (${fit.status})`)]]),
  ].map(([name, value]) => [style.dim(name!), value!]);
  const title = model === 'logistic' ? 'Logistic regression' : 'Softmax regression';
  return [
    `${style.bold(title)} on ${plural(trainingRows, 'row')}, l2 = ${l2}${l1 === 0 ? '' : `, l1 = ${l1}`}`,
    ...indent(align(facts, ['left', 'left'])),
  ];
};

const seconds = (value: number): string => value.toFixed(value < 1 ? 3 : 1);

/** newtonDecrement → Newton decrement */
const words = (kind: string): string =>
  kind
    .replace(/([A-Z])/g, ' $1')
    .toLowerCase()
    .replace('newton', 'Newton');
