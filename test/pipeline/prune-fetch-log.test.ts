import { afterAll, beforeAll, expect, test } from 'vitest';
import { pruneFetchLog } from '../../src/pipeline/prune-fetch-log.ts';
import { addFeeds } from '../../src/store/change-feeds.ts';
import { pruneFetches } from '../../src/store/prune-fetches.ts';
import { feedDefinition } from '../support/articles.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';

const now = new Date('2026-03-31T12:00:00.000Z');

let store: TestStore;
beforeAll(async () => {
  store = await openEmbeddedStore();
  await addFeeds(store.pool, [feedDefinition()], now);
});
afterAll(() => store.close());

/** An entry for each day before now, the oldest first. */
async function logDays(days: number): Promise<void> {
  await store.pool.query('truncate fetches');
  await store.pool.query(
    `insert into fetches (feed_id, started_at, duration_ms, outcome, url, bytes, items, items_new, items_changed)
     select f.id, $1::timestamptz - make_interval(days => $2 - n), 1, 'fetched', '', 0, 0, 0, 0
     from feeds f, generate_series(0, $2 - 1) n order by n`,
    [now, days],
  );
}

const ages = async () =>
  (
    await store.pool.query<{ days: number }>(
      'select extract(day from $1 - started_at)::integer as days from fetches order by id',
      [now],
    )
  ).rows.map(({ days }) => days);

test('takes what is older than the given days, and nothing else', async () => {
  await logDays(6);
  expect(await pruneFetchLog(store.pool, now, 3)).toBe(3);
  expect(await ages()).toEqual([3, 2, 1]);
  expect(await pruneFetchLog(store.pool, now, 3)).toBe(0);
});

test('takes the oldest first, no more than the limit at a time', async () => {
  await logDays(6);
  expect(await pruneFetches(store.pool, now, 2)).toBe(2);
  expect(await ages()).toEqual([4, 3, 2, 1]);
});

test('goes on until everything old is gone, however much there is', async () => {
  await logDays(12_000);
  expect(await pruneFetchLog(store.pool, now, 30)).toBe(11_970);
});
