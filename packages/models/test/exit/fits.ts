/* Two fits in workers, and nothing more: what is left of them must not keep the process. */
import { LogisticRegression } from '../../src/index.ts';

const X = Array.from({ length: 50 }, (_, i) => [i % 7, (i * i) % 5]);
const y = X.map((_, i) => i % 2);
for (const threads of [2, 2]) {
  const { report } = await LogisticRegression.fitAsync(X, y, { threads });
  process.stdout.write(`${report.reason}\n`);
}
