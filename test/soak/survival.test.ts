import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { openPool, type Pool } from '../../src/store/db.ts';
import { type EmbeddedStore, holdEmbeddedStore } from '../../src/store/embedded/connect.ts';
import { embeddedStoreLayout } from '../../src/store/embedded/layout.ts';
import { startFeedFarm } from '../support/feed-farm.ts';
import { findStoreProcess, hasProc } from '../support/processes.ts';
import { makeProgramFolder, superviseWorker, type Worker } from '../support/program.ts';
import { canStartServices, preparePostgres, prepareRedis } from '../support/services.ts';
import { storeEntry } from '../support/store.ts';

const feeds = 200;
const itemsPerFeed = 20;
const items = feeds * itemsPerFeed;
const kills = 10;

/** Short, so that what a killed process held is taken up again within the test. */
const impatient = {
  WIREDESK_QUEUE_LOCK_SECONDS: '2',
  WIREDESK_SCHEDULE_CLAIM_SECONDS: '3',
  WIREDESK_SCHEDULE_SWEEP_SECONDS: '3',
  WIREDESK_SCHEDULE_BACKOFF_CEILING_SECONDS: '60',
};

const required = process.env['WIREDESK_TEST_SERVICES'] === 'required';

describe('every item becomes one article and every article one event', () => {
  test.skipIf(!canStartServices && !required)(
    'while workers are killed, Redis is flushed and PostgreSQL restarts',
    { timeout: 240_000 },
    async () => {
      const farm = await startFeedFarm(feeds);
      const [redis, postgres] = await Promise.all([prepareRedis(), preparePostgres()]);
      await redis.start();
      const folder = makeProgramFolder(farm.urls, {
        ...impatient,
        DATABASE_URL: postgres.url,
        REDIS_URL: redis.url,
      });
      const roles = ['scheduler', 'scheduler', 'fetch', 'fetch', 'normalize', 'normalize'];
      const workers = roles.map((role) => superviseWorker(role, folder.env));
      const admin = new Redis(redis.url);
      const pool = openPool(postgres.url, 2, () => undefined);
      try {
        await trouble(farm.showItems, async (kill) => {
          workers[Math.floor(Math.random() * workers.length)]?.kill();
          if (kill === 2 || kill === 6) await admin.flushall();
          if (kill === 4) {
            await postgres.kill();
            await postgres.start();
          }
        });
        await expectEachItemOnce(pool);
      } finally {
        await stopAll(workers);
        await pool.end();
        admin.disconnect();
        await Promise.all([redis.remove(), postgres.remove(), farm.close()]);
        folder.remove();
      }
    },
  );

  test.skipIf(!hasProc)(
    'while the whole tree on the embedded store is killed',
    { timeout: 240_000 },
    async () => {
      const farm = await startFeedFarm(feeds);
      const folder = makeProgramFolder(farm.urls, impatient);
      const worker = superviseWorker('all', folder.env);
      let store: EmbeddedStore | null = null;
      try {
        await trouble(farm.showItems, async () => {
          await delay(1500);
          const storeProcess = findStoreProcess(folder.dataFolder);
          worker.kill();
          if (storeProcess) process.kill(storeProcess, 'SIGKILL');
        });
        store = await holdEmbeddedStore(embeddedStoreLayout(folder.dataFolder), storeEntry, () => undefined);
        const pool = openPool(store.databaseUrl, 2, () => undefined);
        await expectEachItemOnce(pool);
        await pool.end();
      } finally {
        await worker.stop();
        store?.release();
        await farm.close();
        folder.remove();
      }
    },
  );
});

/** Kills at random moments while the feeds grow to their full length. */
async function trouble(
  showItems: (count: number) => void,
  strike: (kill: number) => Promise<void>,
): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    showItems(Math.ceil(((kill + 1) / kills) * itemsPerFeed));
    await delay(500 + Math.random() * 1000);
    await strike(kill);
  }
}

async function expectEachItemOnce(pool: Pool): Promise<void> {
  const count = async (sql: string) => Number((await pool.query<{ n: string }>(sql)).rows[0]?.n);
  await expect
    .poll(() => count('select count(*) as n from articles').catch(() => 0), {
      timeout: 120_000,
      interval: 500,
    })
    .toBe(items);
  await expect.poll(() => count('select count(*) as n from waiting_items'), { timeout: 30_000 }).toBe(0);

  expect(await count('select count(*) as n from sightings')).toBe(items);
  expect(await count("select count(*) as n from events where type = 'created'")).toBe(items);
  expect(await count('select count(distinct article_id) as n from events')).toBe(items);
  expect(await count('select count(*) as n from events')).toBe(items);
  expect(await count('select max(cursor) as n from events')).toBe(items);
  expect(await count("select count(distinct content->>'url') as n from articles")).toBe(items);
}

async function stopAll(workers: Worker[]): Promise<void> {
  await Promise.all(workers.map((worker) => worker.stop()));
}
