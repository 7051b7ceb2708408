import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { doBesideJob, type BesideJob } from './beside-job.ts';
import type { Figures } from './measure-loop.ts';

/** What a thread says of a job: of which, and the fields of the error that ended it. */
export interface Done {
  readonly csv: string;
  readonly failure: (Partial<NodeJS.ErrnoException> & { readonly message: string }) | null;
}

/** Does jobs, one after the other. */
export interface BesideWorker {
  /** The memory of its figures is taken from the caller. */
  do(job: BesideJob): Promise<void>;
  /** Ends what is being done, too: that throws the reason. */
  end(reason: Error): Promise<void>;
}

/** Another thread, whose program this is; sources have none that Node could start: there the work is done here. */
export function besideWorker(
  program = new URL('./beside-thread.js', import.meta.url),
): BesideWorker {
  return existsSync(program) ? new WorkerThread(program) : new Here();
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

class WorkerThread implements BesideWorker {
  readonly #worker: Worker;
  readonly #waiting = new Map<string, Waiting>();

  constructor(program: URL) {
    this.#worker = new Worker(program);
    this.#worker.on('message', ({ csv, failure }: Done) => {
      const waiting = this.#waiting.get(csv);
      this.#waiting.delete(csv);
      if (failure === null) waiting?.resolve();
      else waiting?.reject(Object.assign(new Error(failure.message), failure));
    });
    this.#worker.on('error', (error) => this.#fail(error));
  }

  do(job: BesideJob): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(job.csv, { resolve, reject });
      this.#worker.postMessage(told(job), memoryOf(job));
    });
  }

  async end(reason: Error): Promise<void> {
    this.#fail(reason);
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

class Here implements BesideWorker {
  readonly #stop = new AbortController();
  #last: Promise<unknown> = Promise.resolve();

  do(job: BesideJob): Promise<void> {
    const own = structuredClone(told(job), { transfer: memoryOf(job) });
    const done = this.#last.then(() => doBesideJob(own, this.#stop.signal));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async end(reason: Error): Promise<void> {
    this.#stop.abort(reason);
    await this.#last;
  }
}

/** Of the columns behind codes the rows of the facts are left out: they are many, and nobody reads them. */
function told(job: BesideJob): BesideJob {
  const withoutRows = ({ numbers, column }: Figures): Figures => {
    if (column === undefined) return { numbers };
    const { type, top, base, unit, values } = column;
    return { numbers, column: { type, top, base, unit, values, codes: new Uint8Array() } };
  };
  return { ...job, figures: job.figures.map(withoutRows) };
}

function memoryOf({ figures }: BesideJob): ArrayBuffer[] {
  return [...new Set(figures.map(({ numbers }) => numbers.buffer as ArrayBuffer))];
}
