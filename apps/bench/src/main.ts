import { defaults } from './defaults/main.ts';
import { fits } from './fits/main.ts';
import { updateReadme } from './fits/readme.ts';
import type { Report } from './fits/report.ts';
import { growth } from './growth/main.ts';
import { kernels } from './kernels/main.ts';
import { readResult } from './results.ts';

const [first, ...rest] = process.argv.slice(2);
if (first === 'kernels') await kernels(rest);
else if (first === 'growth') growth(rest);
else if (first === 'defaults') defaults(rest);
else if (first === 'readme') updateReadme(readResult<Report>('fits'));
else await fits(process.argv.slice(2));
