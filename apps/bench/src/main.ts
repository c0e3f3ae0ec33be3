import { fits } from './fits/main.ts';
import { kernels } from './kernels/main.ts';

const [first, ...rest] = process.argv.slice(2);
if (first === 'kernels') await kernels(rest);
else await fits(process.argv.slice(2));
