import { WiredeskError } from '../domain/errors.ts';
import type { JobWorker, QueueConnection, QueuedJob } from './connection.ts';
import { assertHandlers, type JobHandler, type JobHandlers, type JobName, jobs } from './jobs.ts';

export interface ConsumerOptions<Name extends JobName> {
  /** Jobs at once in this process, by queue. */
  concurrency: Record<Name, number>;
  lockMs: number;
  /** Told of every try that failed. */
  onJobFailed(queue: string, jobId: string, error: Error): void;
  /** Told of faults of the queue itself, which its workers outlive. */
  onFault(queue: string, error: Error): void;
}

/** Workers that run. */
export interface Consumers {
  /** Takes no more jobs and waits for those in hand; when `handBack` aborts, they are interrupted and tried elsewhere. */
  close(handBack: AbortSignal): Promise<void>;
}

/**
 * Starts one worker for each of `names`.
 * @throws WiredeskError registry-incomplete unless each has exactly one handler.
 */
export function startConsumers<Name extends JobName>(
  connection: QueueConnection,
  names: readonly Name[],
  handlers: JobHandlers<Name>,
  options: ConsumerOptions<Name>,
): Consumers {
  assertHandlers(names, handlers);
  const interrupt = new AbortController();
  const workers = names.map((name) =>
    startWorker(connection, name, handlers[name], options, interrupt.signal),
  );
  return {
    async close(handBack) {
      const onHandBack = () => interrupt.abort(new Error('the process is stopping; the job is handed back'));
      handBack.addEventListener('abort', onHandBack);
      if (handBack.aborted) onHandBack();
      try {
        await Promise.all(workers.map((worker) => worker.close(!connection.isReady())));
      } finally {
        handBack.removeEventListener('abort', onHandBack);
      }
    },
  };
}

function startWorker<Name extends JobName>(
  connection: QueueConnection,
  name: Name,
  handler: JobHandlers<Name>[Name],
  options: ConsumerOptions<Name>,
  interrupted: AbortSignal,
): JobWorker {
  const work = handler as JobHandler<JobName>;
  const worker = connection.createWorker(name, (job) => runJob(name, work, job, interrupted), {
    concurrency: options.concurrency[name],
    lockMs: options.lockMs,
  });
  // A job that stalled too often is taken from the queue before anybody knows more of it than its failure.
  worker.on('failed', (job, error) =>
    job?.id ? options.onJobFailed(name, job.id, error) : options.onFault(name, error),
  );
  worker.on('error', (error) => options.onFault(name, error));
  return worker;
}

async function runJob(
  name: JobName,
  handler: JobHandler<JobName>,
  job: QueuedJob,
  interrupted: AbortSignal,
): Promise<void> {
  const { payload, timeoutMs } = jobs[name];
  const parsed = payload.safeParse(job.data);
  if (!parsed.success) {
    throw new WiredeskError('invalid-payload', `job ${job.id} of queue ${name}: ${parsed.error.message}`);
  }
  const tooLate = new AbortController();
  const timer = setTimeout(
    () => tooLate.abort(new Error(`job ${job.id} of queue ${name} took longer than ${timeoutMs / 1000} s`)),
    timeoutMs,
  );
  try {
    await raceAgainst(AbortSignal.any([interrupted, tooLate.signal]), (signal) =>
      handler(parsed.data as never, signal),
    );
  } finally {
    clearTimeout(timer);
  }
}

/** Rejects when the signal aborts, also where the work does not heed it. */
async function raceAgainst(signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', onAbort);
  try {
    signal.throwIfAborted();
    await Promise.race([work(signal), aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
