/*
 * Peak memory of one fit, run alone in a process: node peak.ts <rows> <cols> <resident | staged>
 * <logistic | softmax | lasso>. Prints the peak in bytes before the fit, when the data are there, and after it.
 */
import { allocate, dense } from '@betahat/linalg';
import { LogisticRegression, SoftmaxRegression } from '../../src/index.ts';

interface NodeProcess {
  readonly argv: readonly string[];
  readonly stdout: { readonly write: (text: string) => void };
  readonly resourceUsage: () => { readonly maxRSS: number };
}

const { process } = globalThis as unknown as { process: NodeProcess };
const [rowsGiven, colsGiven, where, model] = process.argv.slice(2);
const rows = Number(rowsGiven);
const cols = Number(colsGiven);
const peak = (): number => process.resourceUsage().maxRSS * 1024;

/** Any numbers do: a congruential generator of 32 bits, as a whole table of normal ones takes long. */
let state = 1;
const uniform = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32 - 0.5;
};

const X = where === 'resident' ? allocate(rows, cols) : dense(rows, cols);
const y = new Uint8Array(rows);
for (let i = 0; i < rows; i++) {
  let score = 0;
  for (let j = 0; j < cols; j++) {
    const value = uniform();
    X.data[i * cols + j] = value;
    score += j < 4 ? value : 0;
  }
  const noisy = score + uniform();
  y[i] = model === 'softmax' ? (noisy > 0.3 ? 2 : noisy > -0.3 ? 1 : 0) : +(noisy > 0);
}

const before = peak();
// The penalty leaves out the columns without effect, and some of those with one.
const options = model === 'lasso' ? { l1: 0.004 * rows, l2: 0 } : {};
const fitted =
  model === 'softmax' ? SoftmaxRegression.fit(X, y) : LogisticRegression.fit(X, y, options);
process.stdout.write(`${JSON.stringify({ before, after: peak(), report: fitted.report })}\n`);
