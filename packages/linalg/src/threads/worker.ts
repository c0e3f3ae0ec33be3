import { linalgJobs } from './jobs.ts';
import { serveJobs } from './serve.ts';

serveJobs(linalgJobs);
