import { serveJobs } from '../../src/threads/serve.ts';
import { testJobs } from './jobs.ts';

serveJobs(testJobs(true));
