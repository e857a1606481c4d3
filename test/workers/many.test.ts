import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { openRedis } from '../../src/queue/redis-client.ts';
import { type FeedFarm, startFeedFarm } from '../support/feed-farm.ts';
import { makeProgramFolder, type ProgramFolder, superviseWorker, type Worker } from '../support/program.ts';
import { openEmbeddedStore, openPostgresStore, type TestStore } from '../support/store.ts';

const feeds = 60;
const roles = ['scheduler', 'scheduler', 'fetch', 'fetch', 'fetch', 'fetch'];

const surroundings = [
  {
    name: 'PostgreSQL and Redis',
    isAvailable: Boolean(inject('databaseUrl') && inject('redisUrl')),
    open: openPostgresStore,
    settings: (store: TestStore) => ({
      DATABASE_URL: store.databaseUrl,
      REDIS_URL: `${inject('redisUrl')}/6`,
    }),
  },
  {
    name: 'the embedded store',
    isAvailable: true,
    open: openEmbeddedStore,
    settings: (store: TestStore) => ({ WIREDESK_DATA_FOLDER: store.folder ?? '' }),
  },
];

describe.each(surroundings)(
  'two schedulers and four fetch workers on $name',
  ({ isAvailable, open, settings }) => {
    let farm: FeedFarm;
    let store: TestStore;
    let folder: ProgramFolder;
    let workers: Worker[] = [];

    beforeEach(async () => {
      if (!isAvailable) return;
      [farm, store] = await Promise.all([startFeedFarm(feeds), open()]);
      if (inject('redisUrl')) await flush(`${inject('redisUrl')}/6`);
      farm.showItems(2);
      folder = makeProgramFolder(farm.urls, settings(store), '1h');
      workers = roles.map((role) => superviseWorker(role, folder.env));
    });
    afterEach(async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
      await Promise.all([farm?.close(), store?.close()]);
      folder?.remove();
    });

    test.skipIf(!isAvailable)('ask each due feed once', { timeout: 90_000 }, async () => {
      await expect.poll(() => farm.requests.size, { timeout: 60_000 }).toBe(feeds);
      // Time in which a second request would come: several ticks.
      await delay(3000);
      expect([...farm.requests.values()]).toEqual(Array(feeds).fill(1));
    });
  },
);

async function flush(url: string): Promise<void> {
  const admin = openRedis(url, () => undefined);
  await admin.flushdb();
  await admin.quit();
}
