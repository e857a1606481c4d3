import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FeedDefinition } from '../../src/domain/feed-definition.ts';
import { addFeeds, removeFeed } from '../../src/store/change-feeds.ts';
import { claimDueFeeds } from '../../src/store/claim-feeds.ts';
import { findFeed } from '../../src/store/feeds.ts';
import { listFetches, settleFetch } from '../../src/store/fetches.ts';
import { findWaitingItems, packItem, reclaimWaitingBatches } from '../../src/store/items.ts';
import { type Claim, findClaimedFeed, renewExpiredClaims } from '../../src/store/polling.ts';
import { feedDefinition } from '../support/articles.ts';
import { claimLimits } from '../support/claims.ts';
import { incomingItem, settledFetch } from '../support/fetches.ts';
import { stores, type TestStore } from '../support/store.ts';

const start = new Date('2026-03-01T12:00:00.000Z');
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);

describe.each(stores)('polling on the $name', ({ isAvailable, open }) => {
  let store: TestStore;

  beforeAll(async () => {
    if (isAvailable) store = await open();
  });
  afterAll(() => store?.close());
  beforeEach(async () => {
    if (!isAvailable) return;
    await store.pool.query(
      'truncate hosts, feeds, polling, fetches, items, item_heads, waiting_items cascade',
    );
  });

  async function addFeedsOn(
    host: string,
    count: number,
    changes: Partial<FeedDefinition> = {},
  ): Promise<void> {
    const definitions = Array.from({ length: count }, (_, n) =>
      feedDefinition({ ...changes, key: `${host}/${n}`, url: `https://${host}/${n}.xml` }),
    );
    await addFeeds(store.pool, definitions, start);
  }

  async function claimOne(): Promise<Claim> {
    const [claim] = await claimDueFeeds(store.pool, start, claimLimits);
    if (!claim) throw new Error('no feed is due');
    return claim;
  }

  test.skipIf(!isAvailable)(
    'gives every due feed to one of several schedulers that ask at once',
    async () => {
      await addFeedsOn('courier.example', 60);
      const small = { ...claimLimits, limit: 10 };
      const claimed: Claim[] = [];
      for (let round = 0; round < 40 && claimed.length < 60; round += 1) {
        const batches = await Promise.all([1, 2, 3].map(() => claimDueFeeds(store.pool, start, small)));
        claimed.push(...batches.flat());
      }
      expect(claimed).toHaveLength(60);
      expect(new Set(claimed.map(({ feedId }) => feedId)).size).toBe(60);
      expect(await claimDueFeeds(store.pool, later(1000), claimLimits)).toEqual([]);
    },
  );

  test.skipIf(!isAvailable)(
    'claims the longest overdue first and leaves paused, removed and later feeds alone',
    async () => {
      await addFeedsOn('courier.example', 1, { paused: true });
      await addFeeds(store.pool, [feedDefinition({ key: 'late', url: 'https://late.example/' })], later(60));
      await addFeeds(
        store.pool,
        [feedDefinition({ key: 'early', url: 'https://early.example/' })],
        later(-60),
      );
      await addFeeds(store.pool, [feedDefinition({ key: 'gone', url: 'https://gone.example/' })], start);
      const gone = await findFeed(store.pool, 'gone');
      await removeFeed(store.pool, gone?.id ?? '', start);

      const claims = await claimDueFeeds(store.pool, start, { ...claimLimits, limit: 1 });
      expect(claims.map(({ feedId }) => feedId)).toEqual([(await findFeed(store.pool, 'early'))?.id]);
      expect(await claimDueFeeds(store.pool, start, claimLimits)).toEqual([]);
    },
  );

  test.skipIf(!isAvailable)(
    'enqueues a claim again under the same number when nobody settles it in time',
    async () => {
      await addFeedsOn('courier.example', 1);
      const claim = await claimOne();
      expect(await renewExpiredClaims(store.pool, later(59), claimLimits)).toEqual([]);
      expect(await renewExpiredClaims(store.pool, later(61), claimLimits)).toEqual([claim]);
      expect(await renewExpiredClaims(store.pool, later(62), claimLimits)).toEqual([]);
    },
  );

  test.skipIf(!isAvailable)('settles a claim once; the second time nothing is written', async () => {
    await addFeedsOn('courier.example', 1);
    const claim = await claimOne();
    const fetch = settledFetch({ dueAt: later(900), items: [incomingItem('a', 'one')] });
    expect(await settleFetch(store.pool, claim, fetch)).toMatchObject({ itemsNew: 1, itemsChanged: 0 });
    expect(await settleFetch(store.pool, claim, fetch)).toBeNull();
    expect(await findClaimedFeed(store.pool, claim)).toBeNull();
    expect(await listFetches(store.pool, claim.feedId, 10)).toHaveLength(1);
    expect(await claimDueFeeds(store.pool, later(899), claimLimits)).toEqual([]);
    expect(await claimDueFeeds(store.pool, later(901), claimLimits)).toHaveLength(1);
  });

  test.skipIf(!isAvailable)('lets only new and changed items wait, also those that change back', async () => {
    await addFeedsOn('courier.example', 1);
    const settleWith = async (...contents: [string, string][]) => {
      const [claim] = await claimDueFeeds(store.pool, start, claimLimits);
      if (!claim) throw new Error('no feed is due');
      const items = contents.map(([key, content]) => incomingItem(key, content));
      const stored = await settleFetch(store.pool, claim, settledFetch({ dueAt: start, items }));
      return [stored?.itemsNew, stored?.itemsChanged];
    };
    expect(await settleWith(['a', 'one'], ['b', 'one'])).toEqual([2, 0]);
    expect(await settleWith(['a', 'one'], ['b', 'two'], ['c', 'one'])).toEqual([1, 1]);
    expect(await settleWith(['b', 'one'])).toEqual([0, 1]);
    expect(await settleWith(['b', 'one'])).toEqual([0, 0]);
  });

  test.skipIf(!isAvailable)(
    'hands a batch that waits too long out again, with its items as received',
    async () => {
      await addFeedsOn('courier.example', 1);
      const claim = await claimOne();
      const item = {
        ...incomingItem('a', 'one'),
        body: packItem(JSON.parse('{"key":"a","title":"Ärger im Hafen"}')),
      };
      const stored = await settleFetch(store.pool, claim, settledFetch({ startedAt: start, items: [item] }));
      expect(await reclaimWaitingBatches(store.pool, later(-1), later(30), 10)).toEqual([]);
      expect(await reclaimWaitingBatches(store.pool, later(1), later(30), 10)).toEqual([stored?.batch]);
      expect(await reclaimWaitingBatches(store.pool, later(1), later(31), 10)).toEqual([]);
      const [waiting] = await findWaitingItems(store.pool, [stored?.batch ?? ''], 10);
      expect(waiting).toMatchObject({ feedId: claim.feedId, item: { key: 'a', title: 'Ärger im Hafen' } });
    },
  );

  test.skipIf(!isAvailable)(
    'counts failures until a success and keeps validators until new ones come',
    async () => {
      await addFeedsOn('courier.example', 1);
      const settleNext = async (changes: Parameters<typeof settledFetch>[0]) => {
        const [claim] = await claimDueFeeds(store.pool, start, claimLimits);
        if (!claim) throw new Error('no feed is due');
        await settleFetch(store.pool, claim, settledFetch({ dueAt: start, ...changes }));
        return findFeed(store.pool, claim.feedId);
      };
      await settleNext({ validators: { etag: '"1"', lastModified: null } });
      const message = 'the server answered 500';
      const failed = await settleNext({ failures: 1, outcome: 'failed', message, startedAt: later(5) });
      expect(failed).toMatchObject({
        failingSince: later(5).toISOString(),
        outcome: 'failed',
        fault: message,
      });
      const failedAgain = await settleNext({ failures: 2, outcome: 'failed', startedAt: later(9) });
      expect(failedAgain).toMatchObject({ failures: 2, failingSince: later(5).toISOString() });
      const [claim] = await claimDueFeeds(store.pool, start, claimLimits);
      expect(await findClaimedFeed(store.pool, claim as Claim)).toMatchObject({
        failures: 2,
        validators: { etag: '"1"', lastModified: null },
      });
      await settleFetch(store.pool, claim as Claim, settledFetch({ failures: 0, startedAt: later(12) }));
      expect(await findFeed(store.pool, claim?.feedId ?? '')).toMatchObject({
        failures: 0,
        failingSince: null,
        fault: null,
        succeededAt: later(12).toISOString(),
      });
    },
  );
});
