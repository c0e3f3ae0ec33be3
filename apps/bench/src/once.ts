import { fitOurs } from './fits/contenders/betahat.ts';
import { readProblem } from './fits/problem-files.ts';

/** Peak resident memory in MB. */
const peak = () => process.resourceUsage().maxRSS / 1024;

// node once.js FOLDER TOLERANCE: one fit of the problem in that folder.
const [folder, tolerance] = process.argv.slice(2);
const problem = readProblem(folder!);
const before = peak();
const begin = performance.now();
fitOurs(problem, Number(tolerance));
const ms = performance.now() - begin;
process.stdout.write(JSON.stringify({ ms, before, peak: peak() }));
