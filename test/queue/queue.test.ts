import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { connectPostgresQueue, connectRedisQueue, type QueueConnection } from '../../src/queue/connection.ts';
import { type Consumers, startConsumers } from '../../src/queue/consumer.ts';
import type { JobHandler } from '../../src/queue/jobs.ts';
import { createProducer, type Producer } from '../../src/queue/producer.ts';
import { openRedis } from '../../src/queue/redis-client.ts';
import { openPool } from '../../src/store/db.ts';
import { openEmbeddedStore, openPostgresStore, type TestStore } from '../support/store.ts';

const never = new AbortController().signal;

interface TestQueue {
  connection: QueueConnection;
  close(): Promise<void>;
}

const queues = [
  { name: 'Redis', isAvailable: Boolean(inject('redisUrl')), open: openRedisQueue },
  { name: 'PostgreSQL', isAvailable: Boolean(inject('databaseUrl')), open: () => onStore(openPostgresStore) },
  { name: 'the embedded store', isAvailable: true, open: () => onStore(openEmbeddedStore) },
];

describe.each(queues)('the queue on $name', ({ isAvailable, open }) => {
  let queue: TestQueue;
  let producer: Producer;
  let consumers: Consumers | null = null;

  beforeEach(async () => {
    if (!isAvailable) return;
    queue = await open();
    producer = createProducer(queue.connection, failLoudly);
  });
  afterEach(async () => {
    await consumers?.close(never);
    consumers = null;
    await producer?.close();
    await queue?.close();
  });

  function consume(fetch: JobHandler<'fetch'>, errors: unknown[] = [], concurrency = 4): void {
    consumers = startConsumers<'fetch'>(
      queue.connection,
      ['fetch'],
      { fetch },
      {
        concurrency: { fetch: concurrency },
        lockMs: 5000,
        onJobFailed: (...fault) => errors.push(fault),
        onFault: failLoudly,
      },
    );
  }

  test.skipIf(!isAvailable)('runs every job, and one that is added twice once', async () => {
    const done: string[] = [];
    const jobs = Array.from({ length: 50 }, (_, n) => ({ feedId: String(n), claim: '1' }));
    await producer.enqueue('fetch', jobs);
    await producer.enqueue('fetch', jobs);
    consume(async ({ feedId }) => {
      done.push(feedId);
    });
    await expect.poll(() => done.length, { timeout: 15_000 }).toBe(50);
    expect(new Set(done).size).toBe(50);
    await expect.poll(() => producer.countJobs()).toMatchObject({ fetch: { waiting: 0, active: 0 } });
  });

  test.skipIf(!isAvailable)('takes the same job again once it is done', async () => {
    const done: string[] = [];
    consume(async ({ feedId }) => {
      done.push(feedId);
    });
    await producer.enqueue('fetch', [{ feedId: '1', claim: '1' }]);
    await expect.poll(() => done, { timeout: 10_000 }).toEqual(['1']);
    await expect.poll(() => producer.countJobs()).toMatchObject({ fetch: { waiting: 0, active: 0 } });
    await producer.enqueue('fetch', [{ feedId: '1', claim: '1' }]);
    await expect.poll(() => done, { timeout: 10_000 }).toEqual(['1', '1']);
  });

  test.skipIf(!isAvailable)('tries a job again that throws, and tells of the fault', async () => {
    let tries = 0;
    const errors: unknown[] = [];
    consume(async () => {
      tries += 1;
      if (tries === 1) throw new Error('the store is away');
    }, errors);
    await producer.enqueue('fetch', [{ feedId: '7', claim: '3' }]);
    await expect.poll(() => tries, { timeout: 15_000 }).toBe(2);
    expect(errors).toEqual([
      ['fetch', 'fetch-7-3', expect.objectContaining({ message: 'the store is away' })],
    ]);
  });

  test.skipIf(!isAvailable)('interrupts a job at once when the time of grace is over already', async () => {
    const started = Promise.withResolvers<void>();
    consume(async (_job, signal) => {
      started.resolve();
      await delay(60_000, undefined, { signal });
    });
    await producer.enqueue('fetch', [{ feedId: '1', claim: '1' }]);
    await started.promise;
    await consumers?.close(AbortSignal.abort());
  });

  test.skipIf(!isAvailable)(
    'hands a job back that is in hand when the process has no more time',
    async () => {
      const interrupted = Promise.withResolvers<void>();
      const started = Promise.withResolvers<void>();
      consume(async (_job, signal) => {
        started.resolve();
        await delay(60_000, undefined, { signal }).finally(interrupted.resolve);
      });
      await producer.enqueue('fetch', [{ feedId: '1', claim: '1' }]);
      await started.promise;
      await consumers?.close(AbortSignal.timeout(100));
      await interrupted.promise;

      const done: string[] = [];
      consume(async ({ feedId }) => {
        done.push(feedId);
      });
      await expect.poll(() => done, { timeout: 15_000 }).toEqual(['1']);
    },
  );
});

test('does not start without a handler for every job, nor with one for a job that is not there', () => {
  const connection = { createWorker: () => expect.fail('no worker may start') } as unknown as QueueConnection;
  const options = { concurrency: { fetch: 1 }, lockMs: 1000, onJobFailed: failLoudly, onFault: failLoudly };
  const handlers = { normalise: async () => undefined } as never;
  expect(() => startConsumers<'fetch'>(connection, ['fetch'], handlers, options)).toThrow(
    'job registry: no handler for fetch; no job for the handler normalise',
  );
});

async function openRedisQueue(): Promise<TestQueue> {
  const url = new URL(inject('redisUrl'));
  url.pathname = '/5';
  const admin = openRedis(url.href, failLoudly);
  await admin.flushdb();
  await admin.quit();
  const connection = connectRedisQueue(url.href, failLoudly);
  return { connection, close: () => connection.close() };
}

async function onStore(openStore: () => Promise<TestStore>): Promise<TestQueue> {
  const store = await openStore();
  const connection = connectPostgresQueue(
    openPool(store.databaseUrl, 12, () => undefined),
    200,
  );
  return {
    connection,
    async close() {
      await connection.close();
      await store.close();
    },
  };
}

function failLoudly(...fault: unknown[]): never {
  throw new Error(`unexpected fault: ${fault}`);
}
