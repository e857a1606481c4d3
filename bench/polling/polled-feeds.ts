import type { Db } from '../../src/store/db.ts';

/** Every feed is polled so often. */
export const cadenceSeconds = 900;

/** Of a publisher with a host of its own; every hundredth feed is on one host that many share. */
const feedsPerHost = 3;

/** Put into the store beside the feeds, to see that the program has started. */
export const warmUpFeeds = 10;

/** How many hosts `feeds` feeds are on. */
export function countHosts(feeds: number): number {
  return Math.ceil(feeds / feedsPerHost) + 1;
}

/**
 * Fills an empty store with feeds that have been polled before and are due in a hundred years, but for the warm-up
 * feeds, which are due at once. All addresses are of the loopback network.
 */
export async function storeFeeds(db: Db, feeds: number, port: number): Promise<void> {
  await db.query(
    `insert into wiredesk.feeds (key, origin, url, host, schedule, created_at, changed_at)
     select 'feed-' || n, 'operator', 'http://' || address || ':' || $2::int || '/' || n, address || ':' || $2::int,
       jsonb_build_object('kind', 'interval', 'seconds', $3::int), now(), now()
     from (
       select n, case when n % 100 = 0 then '127.255.255.1'
         else host('127.1.0.0'::inet + n / $4::int) end as address
       from generate_series(1, $1::int + $5::int) n
     ) numbered`,
    [feeds, port, cadenceSeconds, feedsPerHost, warmUpFeeds],
  );
  await db.query(
    `insert into wiredesk.polling (feed_id, due_at, host, etag, succeeded_at, fetched_at, outcome, state, history)
     select id, now() + case when id > $1 then interval '0' else interval '100 years' end, host, '"1"', now(), null,
       'not-modified', 'healthy', jsonb_build_object('newPerHour', 1, 'fullAt', now())
     from wiredesk.feeds`,
    [feeds],
  );
  await db.query('vacuum analyze');
}

/** How many of the warm-up feeds have been polled. */
export async function countWarmUpPolls(db: Db, feeds: number): Promise<number> {
  const { rows } = await db.query<{ polls: number }>(
    'select count(distinct feed_id)::int as polls from wiredesk.fetches where feed_id > $1',
    [feeds],
  );
  return rows[0]?.polls ?? 0;
}

/** Makes the feeds due one after another, evenly over `spreadSeconds` from `from` on, and remembers when. */
export async function makeDue(db: Db, feeds: number, from: Date, spreadSeconds: number): Promise<void> {
  await db.query(
    `update wiredesk.polling set
       due_at = $2::timestamptz + make_interval(secs => mod(feed_id * 0.6180339887, 1)::float8 * $3)
     where feed_id <= $1`,
    [feeds, from, spreadSeconds],
  );
  await db.query('drop table if exists public.due');
  await db.query(
    'create table public.due as select feed_id, due_at from wiredesk.polling where feed_id <= $1',
    [feeds],
  );
  await db.query('vacuum analyze');
}

/** How late feeds were started. */
export interface Lateness {
  /** Feeds that fell due. */
  due: number;
  /** Of those, the ones that were never started. */
  missed: number;
  /** Milliseconds from due to start. */
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
}

/** Of the feeds that `makeDue` made due from `from` until `until`. */
export async function measureLateness(db: Db, from: Date, until: Date): Promise<Lateness> {
  const { rows } = await db.query<Lateness>(
    `select count(*)::int as due, count(*) filter (where started_at is null)::int as missed,
       percentile_cont(0.5) within group (order by late_ms) as "p50Ms",
       percentile_cont(0.95) within group (order by late_ms) as "p95Ms", max(late_ms) as "maxMs"
     from (
       select f.started_at, 1000 * extract(epoch from f.started_at - d.due_at)::float8 as late_ms
       from public.due d left join (
         select feed_id, min(started_at) as started_at from wiredesk.fetches where started_at >= $1 group by feed_id
       ) f using (feed_id)
       where d.due_at >= $1 and d.due_at < $2
     ) started`,
    [from, until],
  );
  return rows[0] ?? { due: 0, missed: 0, p50Ms: Number.NaN, p95Ms: Number.NaN, maxMs: Number.NaN };
}
