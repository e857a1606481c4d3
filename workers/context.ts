import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageJson from '../package.json' with { type: 'json' };
import type { Settings } from '../src/config/settings.ts';
import { createLogger, type Logger } from '../src/observe/logger.ts';
import { createMetrics, type Metrics } from '../src/observe/metrics.ts';
import { createObserver, type Observer } from '../src/observe/observer.ts';
import { connectPostgresQueue, connectRedisQueue, type QueueConnection } from '../src/queue/connection.ts';
import { createProducer, type Producer } from '../src/queue/producer.ts';
import { openPool, type Pool } from '../src/store/db.ts';
import { type EmbeddedStore, holdEmbeddedStore } from '../src/store/embedded/connect.ts';
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

const storeEntry = fileURLToPath(new URL('./store.ts', import.meta.url));

/** The store that the settings name; where they name none, the embedded one, kept running until it is released. */
export async function locateStore(
  settings: Settings,
  onFault: (error: Error) => void,
): Promise<EmbeddedStore> {
  const { databaseUrl } = settings.store;
  if (databaseUrl) return { databaseUrl, release: () => undefined };
  return holdEmbeddedStore(embeddedStoreLayout(resolve(settings.data.folder)), storeEntry, onFault);
}

/** Opens the store for a command that needs nothing else. An embedded one is migrated unless `asItIs`. */
export async function openStoreAlone(
  settings: Settings,
  asItIs: boolean,
): Promise<{ pool: Pool; close(): Promise<void> }> {
  const { databaseUrl, release } = await locateStore(settings, () => undefined);
  const pool = openPool(databaseUrl, settings.store.poolSize, () => undefined);
  if (settings.store.databaseUrl === null && !asItIs) await migrateStore(pool);
  return {
    pool,
    async close() {
      await pool.end();
      release();
    },
  };
}

/** Opens the store, migrated, and the queue for a process that plays `roles`. */
export async function openContext(
  settings: Settings,
  configFolder: string,
  roles: string[],
): Promise<Context> {
  const logger = createLogger(settings.log.level, roles.join('+')).child({
    process: randomUUID().slice(0, 8),
  });
  const metrics = createMetrics();
  const observer = createObserver(logger, metrics);
  const { databaseUrl, release } = await locateStore(settings, (error) => observer.faultMet('store', error));
  const pool = openPool(databaseUrl, settings.store.poolSize, (error) => observer.faultMet('store', error));
  // Before the queue, whose schema is part of it.
  await migrateStore(pool);
  const queue = connectQueue(settings, databaseUrl, observer);
  const producer = createProducer(queue, (error) => observer.faultMet('queue', error));
  return {
    settings,
    configFolder,
    version,
    logger,
    metrics,
    observer,
    pool,
    queue,
    producer,
    async close() {
      await producer.close();
      await queue.close();
      await pool.end();
      release();
    },
  };
}

function connectQueue(settings: Settings, databaseUrl: string, observer: Observer): QueueConnection {
  const onError = (error: Error) => observer.faultMet('queue', error);
  if (settings.queue.redisUrl) return connectRedisQueue(settings.queue.redisUrl, onError);
  const isEmbedded = settings.store.databaseUrl === null;
  const queuePool = openPool(databaseUrl, settings.store.poolSize, onError);
  return connectPostgresQueue(queuePool, isEmbedded ? embeddedIdlePollMs : idlePollMs);
}
