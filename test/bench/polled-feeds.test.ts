import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  countHosts,
  countWarmUpPolls,
  makeDue,
  measureLateness,
  storeFeeds,
  warmUpFeeds,
} from '../../bench/polling/polled-feeds.ts';
import { timeClaim } from '../../bench/polling/time-claim.ts';
import { openEmbeddedStore, type TestStore } from '../support/store.ts';

const feeds = 300;
const from = new Date('2026-03-01T12:00:00.000Z');
const later = (seconds: number) => new Date(from.getTime() + seconds * 1000);

let store: TestStore;

beforeAll(async () => {
  store = await openEmbeddedStore();
  await storeFeeds(store.pool, feeds, 8080);
});
afterAll(() => store.close());

async function logFetch(feedId: number, startedAt: Date): Promise<void> {
  await store.pool.query(
    `insert into fetches (feed_id, started_at, duration_ms, outcome, url, bytes, items, items_new, items_changed)
     values ($1, $2, 1, 'not-modified', '', 0, 0, 0, 0)`,
    [feedId, startedAt],
  );
}

test('the feeds are on as many hosts as the report says, all of this machine, and none but the warm-up is due', async () => {
  const { rows } = await store.pool.query<{ hosts: number; due: number }>(
    `select count(distinct f.host) filter (where f.id <= $1)::int as hosts,
       count(*) filter (where p.due_at <= now())::int as due
     from feeds f join polling p on p.feed_id = f.id where f.url like 'http://127.%:8080/%'`,
    [feeds],
  );
  expect(rows).toEqual([{ hosts: countHosts(feeds), due: warmUpFeeds }]);
});

test('feeds fall due evenly, and their lateness is that of the first start after', async () => {
  await makeDue(store.pool, feeds, from, 300);
  const { rows: due } = await store.pool.query<{ feed_id: string; due_at: Date }>(
    'select feed_id, due_at from public.due where due_at < $1 order by due_at',
    [later(10)],
  );
  expect(due.length).toBeGreaterThanOrEqual(9);
  for (const [place, { feed_id, due_at }] of due.slice(0, -1).entries()) {
    await logFetch(Number(feed_id), new Date(due_at.getTime() + 100 * (place + 1)));
    await logFetch(Number(feed_id), later(5000));
  }
  const lateness = await measureLateness(store.pool, from, later(10));
  expect(lateness).toMatchObject({ due: due.length, missed: 1 });
  expect(lateness.maxMs).toBeCloseTo(100 * (due.length - 1), 0);
});

test('polls of the warm-up feeds alone tell that the program has started', async () => {
  expect(await countWarmUpPolls(store.pool, feeds)).toBe(0);
  await logFetch(feeds + 1, from);
  expect(await countWarmUpPolls(store.pool, feeds)).toBe(1);
});

test('a claim that is timed leaves the store as it was', async () => {
  const before = await store.pool.query('select * from polling order by feed_id');
  const { feeds: claimed } = await timeClaim(store.pool);
  expect(claimed).toBeGreaterThan(0);
  expect((await store.pool.query('select * from polling order by feed_id')).rows).toEqual(before.rows);
  expect((await store.pool.query('select * from hosts')).rows).toEqual([]);
});
