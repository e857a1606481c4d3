import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageJson from '../package.json' with { type: 'json' };
import type { Settings } from '../src/config/settings.ts';
import { createLogger, type Logger } from '../src/observe/logger.ts';
import { createMetrics, type Metrics } from '../src/observe/metrics.ts';
import { createObserver, type Observer } from '../src/observe/observer.ts';
import { connectPostgresQueue, connectRedisQueue, type QueueConnection } from '../src/queue/connection.ts';
import { jobs } from '../src/queue/jobs.ts';
import { createProducer, type Producer } from '../src/queue/producer.ts';
import { awaitStore } from '../src/store/await-store.ts';
import { openPool, type Pool } from '../src/store/db.ts';
import { holdEmbeddedStore } from '../src/store/embedded/connect.ts';
import { embeddedStoreLayout } from '../src/store/embedded/layout.ts';
import { migrateStore } from '../src/store/migrate.ts';

/** What the roles of one process share. */
export interface Context {
  settings: Settings;
  configFolder: string;
  version: string;
  logger: Logger;
  metrics: Metrics;
  observer: Observer;
  pool: Pool;
  queue: QueueConnection;
  producer: Producer;
  close(): Promise<void>;
}

export const version: string = packageJson.version;

/** The embedded store does not pass NOTIFY on, so idle workers look for jobs this often. */
const embeddedIdlePollMs = 1000;
const idlePollMs = 5000;

/** How long a process waits for a store that is not there yet, as when all of them are started together. */
const startPatienceMs = 30_000;

const storeEntry = fileURLToPath(new URL('./store.ts', import.meta.url));

/** A store and the pool on it. */
interface OpenStore {
  databaseUrl: string;
  pool: Pool;
  close(): Promise<void>;
}

/** The store that the settings name; where they name none, the embedded one, kept running until it is closed. */
async function openStore(
  settings: Settings,
  onFault: (error: Error) => void,
  signal?: AbortSignal,
): Promise<OpenStore> {
  const { databaseUrl, release } = settings.store.databaseUrl
    ? { databaseUrl: settings.store.databaseUrl, release: () => undefined }
    : await holdEmbeddedStore(
        embeddedStoreLayout(resolve(settings.data.folder)),
        storeEntry,
        onFault,
        signal,
      );
  const pool = openPool(databaseUrl, settings.store.poolSize, onFault);
  return {
    databaseUrl,
    pool,
    async close() {
      await pool.end();
      release();
    },
  };
}

/** Closes the store again where `prepare` fails. */
async function preparing<T>(store: OpenStore, prepare: () => Promise<T>): Promise<T> {
  try {
    return await prepare();
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Opens the store for a command that needs nothing else, until `signal`. An embedded one is migrated unless `asItIs`. */
export async function openStoreAlone(
  settings: Settings,
  asItIs: boolean,
  signal: AbortSignal,
): Promise<{ pool: Pool; close(): Promise<void> }> {
  const store = await openStore(settings, () => undefined, signal);
  if (settings.store.databaseUrl === null && !asItIs) await preparing(store, () => migrateStore(store.pool));
  return store;
}

/**
 * Opens the store, migrated, and the queue for a process that plays `roles`.
 * @throws WiredeskError store-unavailable when the store does not answer for half a minute.
 */
export async function openContext(
  settings: Settings,
  configFolder: string,
  roles: string[],
): Promise<Context> {
  const logger = createLogger(settings.log.level, roles.join('+')).child({
    process: randomUUID().slice(0, 8),
  });
  const metrics = createMetrics();
  const observer = createObserver(logger, metrics, () => performance.now());
  const store = await openStore(settings, (error) => observer.faultMet('store', error));
  // Before the queue, whose schema is part of it.
  await preparing(store, async () => {
    await awaitStore(store.pool, store.databaseUrl, startPatienceMs, (error) =>
      observer.faultMet('start: waiting for the store', error),
    );
    await migrateStore(store.pool);
  });
  const queue = connectQueue(settings, store.databaseUrl, observer);
  const producer = createProducer(queue, (error) => observer.faultMet('queue', error));
  return {
    settings,
    configFolder,
    version,
    logger,
    metrics,
    observer,
    pool: store.pool,
    queue,
    producer,
    async close() {
      await producer.close();
      await queue.close();
      await store.close();
    },
  };
}

function connectQueue(settings: Settings, databaseUrl: string, observer: Observer): QueueConnection {
  const onError = (error: Error) => observer.faultMet('queue', error);
  if (settings.queue.redisUrl) return connectRedisQueue(settings.queue.redisUrl, onError);
  const isEmbedded = settings.store.databaseUrl === null;
  // Each queue's worker keeps a connection for itself.
  const queuePool = openPool(databaseUrl, settings.store.poolSize + Object.keys(jobs).length, onError);
  return connectPostgresQueue(queuePool, isEmbedded ? embeddedIdlePollMs : idlePollMs);
}
