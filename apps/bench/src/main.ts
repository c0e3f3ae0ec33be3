import { defaults } from './defaults/main.ts';
import { fits } from './fits/main.ts';
import { updateReadme } from './fits/readme.ts';
import type { Report } from './fits/report.ts';
import { markdown } from './fits/table.ts';
import { growth } from './growth/main.ts';
import { kernels } from './kernels/main.ts';
import { readResult, writeResults } from './results.ts';

/** What is written from the kept results, without a run. */
const rewrite = (): void => {
  const report = readResult<Report>('fits');
  updateReadme(report);
  if (report !== null) writeResults('fits', { md: markdown(report) });
};

const [first, ...rest] = process.argv.slice(2);
if (first === 'kernels') await kernels(rest);
else if (first === 'growth') growth(rest);
else if (first === 'defaults') defaults(rest);
else if (first === 'readme') rewrite();
else await fits(process.argv.slice(2));
