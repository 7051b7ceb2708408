import { parentPort } from 'node:worker_threads';
import { doBesideJob, type BesideJob } from './beside-job.ts';
import type { Done } from './beside-worker.ts';

// The program of a thread: does the jobs it is sent, one after the other.
let last = Promise.resolve();
parentPort?.on('message', (job: BesideJob) => {
  last = last
    .then(() => doBesideJob(job))
    .then(
      () => null,
      // A thread tells an error's message, but not its code, by which its cause is known.
      (error: unknown) => {
        const { message } = error as Error;
        return { ...(error as NodeJS.ErrnoException), message };
      },
    )
    .then((failure) => parentPort?.postMessage({ csv: job.csv, failure } satisfies Done));
});
