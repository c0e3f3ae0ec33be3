/* The file that threads of a shared fit start from. It is no entry to import. */
import { serveJobs } from '@betahat/linalg/threads';
import { partJobs } from './part-jobs.ts';

serveJobs(partJobs);
