import { serveJobs } from '@betahat/linalg/threads';
import { benchJobs } from './jobs.ts';

serveJobs(benchJobs);
