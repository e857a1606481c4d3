import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addFeeds, applyFeeds, changeFeed, removeFeed } from '../../src/store/change-feeds.ts';
import { claimDueFeeds } from '../../src/store/claim-feeds.ts';
import { findFeed, listFeeds } from '../../src/store/feeds.ts';
import { settleFetch } from '../../src/store/fetches.ts';
import { findClaimedFeed } from '../../src/store/polling.ts';
import { feedDefinition } from '../support/articles.ts';
import { claimLimits } from '../support/claims.ts';
import { settledFetch } from '../support/fetches.ts';
import { stores, type TestStore } from '../support/store.ts';

const now = new Date('2026-03-01T12:00:00.000Z');
const courier = feedDefinition({ key: 'courier', url: 'https://courier.example/feed.xml' });
const herald = feedDefinition({ key: 'herald', url: 'https://herald.example/feed.xml' });
const everything = { after: '0', limit: 100 };

describe.each(stores)('feeds on the $name', ({ isAvailable, open }) => {
  let store: TestStore;

  beforeAll(async () => {
    if (isAvailable) store = await open();
  });
  afterAll(() => store?.close());
  beforeEach(async () => {
    if (isAvailable) await store.pool.query('truncate hosts, feeds, polling cascade');
  });

  const keys = async () =>
    (await listFeeds(store.pool, everything)).map(({ key, origin }) => `${key} (${origin})`);

  test.skipIf(!isAvailable)(
    'become what the file says, and a second apply of it changes nothing',
    async () => {
      expect(await applyFeeds(store.pool, [courier, herald], now)).toEqual({
        added: ['courier', 'herald'],
        changed: [],
        removed: [],
        unchanged: 0,
        renormalized: [],
      });
      const changed = { ...courier, outlet: 'The Courier', headers: { 'x-token': 'a' } };
      expect(await applyFeeds(store.pool, [changed], now)).toEqual({
        added: [],
        changed: ['courier'],
        removed: ['herald'],
        unchanged: 0,
        renormalized: ['courier'],
      });
      expect(await applyFeeds(store.pool, [changed], now)).toMatchObject({
        changed: [],
        removed: [],
        unchanged: 1,
      });
      expect(await listFeeds(store.pool, everything)).toMatchObject([
        { key: 'courier', outlet: 'The Courier', headers: { 'x-token': 'a' }, origin: 'file' },
      ]);
    },
  );

  test.skipIf(!isAvailable)('keep their id when the file takes them out and names them again', async () => {
    await applyFeeds(store.pool, [courier], now);
    const before = await findFeed(store.pool, 'courier');
    await applyFeeds(store.pool, [], now);
    expect(await findFeed(store.pool, 'courier')).toBeNull();
    await applyFeeds(store.pool, [courier], now);
    expect((await findFeed(store.pool, 'courier'))?.id).toBe(before?.id);
  });

  test.skipIf(!isAvailable)('of operators live beside those of the file', async () => {
    await addFeeds(store.pool, [herald], now);
    await applyFeeds(store.pool, [courier], now);
    await applyFeeds(store.pool, [], now);
    expect(await keys()).toEqual(['herald (operator)']);
  });

  test.skipIf(!isAvailable)('of operators become the file’s when it names their key', async () => {
    await addFeeds(store.pool, [herald], now);
    await applyFeeds(store.pool, [herald], now);
    expect(await keys()).toEqual(['herald (file)']);
  });

  test.skipIf(!isAvailable)(
    'of operators become the file’s when it names their address under a new key',
    async () => {
      await addFeeds(store.pool, [herald], now);
      const before = await findFeed(store.pool, 'herald');
      await applyFeeds(store.pool, [{ ...herald, key: 'paper' }], now);
      expect(await keys()).toEqual(['paper (file)']);
      expect((await findFeed(store.pool, 'paper'))?.id).toBe(before?.id);
    },
  );

  test.skipIf(!isAvailable)('can swap their addresses, or pass them on', async () => {
    const gazette = feedDefinition({ key: 'gazette', url: 'https://gazette.example/feed.xml' });
    await applyFeeds(store.pool, [courier, herald], now);
    await applyFeeds(
      store.pool,
      [
        { ...courier, url: herald.url },
        { ...herald, url: courier.url },
      ],
      now,
    );
    expect((await findFeed(store.pool, 'courier'))?.url).toBe(herald.url);
    await applyFeeds(store.pool, [courier, { ...herald, url: gazette.url }], now);
    expect((await findFeed(store.pool, 'herald'))?.url).toBe(gazette.url);
  });

  test.skipIf(!isAvailable)('are refused with the address named when it is another feed’s', async () => {
    await addFeeds(store.pool, [herald, courier], now);
    const twin = { ...herald, key: 'courier' };
    await expect(applyFeeds(store.pool, [twin], now)).rejects.toThrow(/https:\/\/herald\.example\/feed\.xml/);
    expect(await keys()).toEqual(['herald (operator)', 'courier (operator)']);
  });

  test.skipIf(!isAvailable)(
    'forget what was known of their old address when it changes, also a fetch in hand',
    async () => {
      await applyFeeds(store.pool, [courier], now);
      const claim = async () =>
        (await claimDueFeeds(store.pool, now, claimLimits))[0] ?? expect.fail('no feed is due');
      const validators = { etag: '"old"', lastModified: 'Sun, 01 Mar 2026 08:00:00 GMT' };
      await settleFetch(store.pool, await claim(), settledFetch({ validators, dueAt: now }));
      const inHand = await claim();
      await applyFeeds(store.pool, [{ ...courier, url: herald.url }], now);
      expect(await settleFetch(store.pool, inHand, settledFetch({ validators }))).toBeNull();
      expect(await findClaimedFeed(store.pool, await claim())).toMatchObject({
        url: herald.url,
        validators: { etag: null, lastModified: null },
      });
    },
  );

  test.skipIf(!isAvailable)('given twice in one call are added once', async () => {
    const { added, present } = await addFeeds(store.pool, [herald, { ...herald, key: 'twin' }, herald], now);
    expect(added).toHaveLength(1);
    expect(present).toHaveLength(2);
  });

  test.skipIf(!isAvailable)('that are there already are told apart from those that were added', async () => {
    await addFeeds(store.pool, [herald], now);
    const { added, present } = await addFeeds(store.pool, [courier, herald], now);
    expect(added.map(({ key }) => key)).toEqual(['courier']);
    expect(present.map(({ key }) => key)).toEqual(['herald']);
  });

  test.skipIf(!isAvailable)('are found by id, key and address, and changed by id', async () => {
    await addFeeds(store.pool, [herald, courier], now);
    const feed = await findFeed(store.pool, 'herald');
    const id = feed?.id ?? '';
    expect((await findFeed(store.pool, id))?.key).toBe('herald');
    expect((await findFeed(store.pool, herald.url))?.key).toBe('herald');
    expect(await changeFeed(store.pool, id, { ...herald, section: 'World' }, now)).toMatchObject({
      section: 'World',
    });
    await expect(changeFeed(store.pool, id, { ...herald, url: courier.url }, now)).rejects.toThrow(
      /another feed/,
    );
    expect(await changeFeed(store.pool, '999999', herald, now)).toBeNull();
  });

  test.skipIf(!isAvailable)('that were removed can be added again', async () => {
    await addFeeds(store.pool, [herald], now);
    const feed = await findFeed(store.pool, 'herald');
    expect(await removeFeed(store.pool, feed?.id ?? '', now)).toBe(true);
    expect(await removeFeed(store.pool, feed?.id ?? '', now)).toBe(false);
    const { added } = await addFeeds(store.pool, [herald], now);
    expect(added).toMatchObject([{ key: 'herald', id: feed?.id }]);
  });
});
