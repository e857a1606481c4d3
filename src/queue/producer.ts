import type { JobQueue, QueueConnection } from './connection.ts';
import { type JobName, type JobPayload, jobs } from './jobs.ts';

/** Adds jobs to their queues. */
export interface Producer {
  /** Adds a job for each payload. One whose id waits or runs already is not added again. */
  enqueue<Name extends JobName>(name: Name, payloads: JobPayload<Name>[]): Promise<void>;
  /** Jobs waiting and running, by queue. */
  countJobs(): Promise<Record<JobName, JobCounts>>;
  close(): Promise<void>;
}

/**
 * Finished jobs go at once, also those that failed for good: their ids must be free, so that the sweep can enqueue
 * the same work again. What happened stands in the store's fetch log.
 */
const retention = { removeOnComplete: true, removeOnFail: true };

export interface JobCounts {
  /** Waiting for a worker, or for their next try. */
  waiting: number;
  active: number;
}

/** A producer on `connection`; the caller closes it before the connection. */
export function createProducer(connection: QueueConnection, onError: (error: Error) => void): Producer {
  const names = Object.keys(jobs) as JobName[];
  const queues = Object.fromEntries(names.map((name) => [name, connection.createQueue(name)])) as Record<
    JobName,
    JobQueue
  >;
  for (const queue of Object.values(queues)) queue.on('error', onError);

  return {
    async enqueue(name, payloads) {
      if (payloads.length === 0) return;
      const { id, attempts, backoffMs } = jobs[name];
      const toId = id as (payload: JobPayload<typeof name>) => string;
      const backoff = { type: 'exponential', delay: backoffMs };
      await queues[name].addBulk(
        payloads.map((payload) => ({
          name,
          data: payload,
          opts: { jobId: toId(payload), attempts, backoff, ...retention },
        })),
      );
    },
    async countJobs() {
      const counts = await Promise.all(
        names.map(async (name) => {
          const count = await queues[name].getJobCounts('waiting', 'delayed', 'active');
          const waiting = (count['waiting'] ?? 0) + (count['delayed'] ?? 0);
          return [name, { waiting, active: count['active'] ?? 0 }] as const;
        }),
      );
      return Object.fromEntries(counts) as Awaited<ReturnType<Producer['countJobs']>>;
    },
    async close() {
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
    },
  };
}
