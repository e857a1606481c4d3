import {
  createPostgresBackend,
  type JobsOptions,
  type JobType,
  type PostgresConnectionOptions,
  Queue,
  Worker,
} from 'bullmq';
import type pg from 'pg';
import { closeRedis, openRedis } from './redis-client.ts';

/** Where jobs wait: Redis, or the store by BullMQ's Postgres backend. */
export interface QueueConnection {
  kind: 'redis' | 'postgres';
  createQueue(name: string): JobQueue;
  createWorker(name: string, process: (job: QueuedJob) => Promise<void>, settings: WorkerSettings): JobWorker;
  /** Whether the queue can be told anything now. Where it cannot, workers are closed by force. */
  isReady(): boolean;
  /** Answers when the queue does. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** What we use of BullMQ's Queue, whatever its backend. */
export interface JobQueue {
  addBulk(jobs: { name: string; data: unknown; opts: JobsOptions }[]): Promise<unknown>;
  getJobCounts(...types: JobType[]): Promise<Record<string, number>>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  close(): Promise<void>;
}

/** What we use of BullMQ's Worker, whatever its backend. */
export interface JobWorker {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: (job: QueuedJob | undefined, error: Error) => void): unknown;
  /** Waits for the jobs in hand, except by `force`. */
  close(force?: boolean): Promise<void>;
}

/** What a worker hands to its processor. */
export interface QueuedJob {
  id?: string | undefined;
  data: unknown;
}

export interface WorkerSettings {
  /** Jobs at once. */
  concurrency: number;
  /** A job whose worker has not said for this long that it lives is given to another. */
  lockMs: number;
}

/** BullMQ's keys are hash-tagged, so that in a cluster all of a queue lies in one slot. */
const redisPrefix = '{wiredesk}';

/** Stalled once may be a crash; a job that stalls again is left to the sweep, which enqueues it anew. */
const maxStalledCount = 1;

/** Connects to Redis at `redisUrl` (see parseRedisUrl). */
export function connectRedisQueue(redisUrl: string, onError: (error: Error) => void): QueueConnection {
  const connection = openRedis(redisUrl, onError);
  return {
    kind: 'redis',
    createQueue: (name) => new Queue(name, { connection, prefix: redisPrefix }),
    createWorker: (name, process, settings) =>
      new Worker(name, process, { connection, prefix: redisPrefix, ...workerOptions(settings) }),
    isReady: () => connection.status === 'ready',
    ping: async () => {
      await connection.ping();
    },
    close: () => closeRedis(connection),
  };
}

/**
 * Uses the store as the queue. `pool` has BullMQ's schema in its search_path and is the queue's own: every worker
 * keeps one of its connections for itself.
 * @param idlePollMs how often an idle worker looks for jobs; short on the embedded store, where NOTIFY does not arrive.
 */
export function connectPostgresQueue(pool: pg.Pool, idlePollMs: number): QueueConnection {
  // Each queue and each worker listens to the pool.
  pool.setMaxListeners(0);
  const connection = pool as unknown as PostgresConnectionOptions;
  return {
    kind: 'postgres',
    createQueue: (name) => new Queue(name, { connection }, createPostgresBackend),
    createWorker: (name, process, settings) =>
      new Worker(
        name,
        process,
        { connection, ...workerOptions(settings), drainDelay: idlePollMs / 1000 },
        createPostgresBackend,
      ),
    isReady: () => true,
    ping: async () => {
      await pool.query('select 1');
    },
    close: () => pool.end(),
  };
}

function workerOptions({ concurrency, lockMs }: WorkerSettings) {
  return {
    concurrency,
    lockDuration: lockMs,
    stalledInterval: lockMs / 2,
    maxStalledCount,
    runRetryDelay: 1000,
  };
}
