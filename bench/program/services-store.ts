import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openRedis, type RedisClient } from '../../src/queue/redis-client.ts';
import type { UsageMeter } from '../measure/usage-meter.ts';
import type { BenchStore } from './bench-store.ts';

/** Where PostgreSQL and Redis are. */
export interface Services {
  /** A role that may create databases. */
  databaseUrl: string;
  redisUrl: string;
}

/** Flushed before and after every run. */
const redisDatabase = 9;

/** A database of its own on PostgreSQL, and an empty Redis database 9, with a worker process for each role and two for normalizing, which takes the longest. */
export async function openServicesBenchStore(services: Services): Promise<BenchStore> {
  const name = `wiredesk_bench_${randomBytes(6).toString('hex')}`;
  const databaseUrl = withPath(services.databaseUrl, name);
  const redisUrl = withPath(services.redisUrl, String(redisDatabase));
  const admin = openServerPool(services.databaseUrl);
  const redis = openRedis(redisUrl, () => undefined);
  await assertUnused(redis);
  await admin.query(`create database ${name}`);
  await redis.flushdb();
  return {
    name: 'services',
    databaseUrl,
    workers: ['scheduler', 'fetch', 'normalize', 'normalize'],
    env: { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl },
    async watchServers(meter) {
      await watchBackends(meter, admin, name);
      await watchRedis(meter, redis);
    },
    async close() {
      await redis.flushdb();
      await redis.quit();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

/** Two benches at once would take each other's jobs. */
async function assertUnused(redis: RedisClient): Promise<void> {
  const clients = String(await redis.call('client', 'list')).match(new RegExp(` db=${redisDatabase} `, 'g'));
  if ((clients?.length ?? 0) <= 1) return;
  await redis.quit();
  throw new Error(`something else uses Redis database ${redisDatabase}; stop it or name another Redis`);
}

async function watchBackends(meter: UsageMeter, admin: pg.Pool, database: string): Promise<void> {
  const { rows } = await admin.query<{ pid: number }>(
    "select pid from pg_stat_activity where datname = $1 and application_name <> 'wiredesk-bench'",
    [database],
  );
  meter.watch(
    'postgres',
    rows.map(({ pid }) => pid),
    'postgres',
  );
}

async function watchRedis(meter: UsageMeter, redis: RedisClient): Promise<void> {
  const pid = /^process_id:(\d+)/m.exec(await redis.info('server'))?.[1];
  if (pid) meter.watch('redis', [Number(pid)], 'redis-server');
}

/** A pool of one connection, because a pool gets over a connection that the server cuts. */
function openServerPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 1, application_name: 'wiredesk-bench' });
  pool.on('error', () => undefined);
  return pool;
}

function withPath(address: string, path: string): string {
  const url = new URL(address);
  url.pathname = `/${path}`;
  return url.href;
}
