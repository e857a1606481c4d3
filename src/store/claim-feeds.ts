import type { HostTerms } from '../domain/host-terms.ts';
import { aheadSeconds, tickToleranceSeconds, underClaimLock } from './claim-lock.ts';
import type { Db, Pool } from './db.ts';
import type { Claim } from './polling.ts';

/** How many due feeds are looked at for one that is claimed: those of a crowded host are set aside in as few ticks. */
const looksPerClaim = 4;

export interface ClaimLimits {
  /** Feeds to claim at the most. */
  limit: number;
  /** Feeds of one host that may be in hand at once, over all workers. */
  perHost: number;
  /** Milliseconds from the start of one request to a host to that of the next, over all workers. */
  spacingMs: number;
  /** Where `spacingMs` would keep a host's feeds longer than this from all having their turn, it is shortened. */
  roundSeconds: number;
  /** Hosts with terms of their own, which hold as they are. */
  hosts: readonly HostTerms[];
  /** Feeds that may be in hand at once, over all workers. */
  maxInFlight: number;
  /** After this many seconds a claim that nobody settled is enqueued again. */
  claimSeconds: number;
}

/**
 * Claims feeds that are due at `now`, the longest overdue first, and says when each may start: a host's requests are
 * `spacingMs` apart. Any number of schedulers may ask at once: no feed is claimed twice. Returns none while another
 * scheduler is claiming.
 */
export async function claimDueFeeds(pool: Pool, now: Date, limits: ClaimLimits): Promise<Claim[]> {
  return (await underClaimLock(pool, (db) => claimUnderLock(db, now, limits))) ?? [];
}

async function claimUnderLock(db: Db, now: Date, limits: ClaimLimits): Promise<Claim[]> {
  const room = Math.min(limits.limit, limits.maxInFlight - (await countInHand(db)));
  if (room <= 0) return [];
  const { rows } = await db.query<{ feed_id: string; claim: string }>(claimStatement, [
    now,
    room,
    limits.limit * looksPerClaim,
    limits.perHost,
    limits.spacingMs,
    limits.roundSeconds * 1000,
    JSON.stringify(limits.hosts),
    limits.claimSeconds,
    aheadSeconds,
    tickToleranceSeconds,
  ]);
  return rows.map((row) => ({ feedId: row.feed_id, claim: row.claim }));
}

async function countInHand(db: Db): Promise<number> {
  const { rows } = await db.query<{ feeds: number }>(
    'select count(*)::integer as feeds from polling where claimed_until is not null',
  );
  return rows[0]?.feeds ?? 0;
}

/**
 * Due feeds that their host has no time for yet leave polling_due and wait at the host (polling_waiting), so that what
 * this costs depends on what it claims, not on what is due. A host at which feeds wait is looked at when it is free
 * (hosts_waited_for). `free_at` only ever grows: a server that asked for a rest meanwhile gets it. A feed that somebody
 * changes meanwhile is left for the next tick: nothing here waits for a lock on a feed, so nothing can deadlock. Arrays and scalar
 * subqueries stand where the planner, which cannot know how few rows they are, would read a whole table.
 */
const claimStatement = `
with due as (
  select feed_id, host, due_at,
    (select f.paused or f.removed_at is not null from feeds f where f.id = p.feed_id) as is_off
  from (
    select feed_id, host, due_at from polling
    where due_at <= $1 and claimed_until is null and not is_waiting and not is_off
    order by due_at limit $3
  ) p
), switched_off as (
  update polling p set is_off = true from (
    select feed_id, due_at from polling where feed_id = any (array(select feed_id from due where is_off))
    for update skip locked
  ) off join due using (feed_id, due_at)
  where p.feed_id = off.feed_id
), free as (
  select host from hosts
  where is_waited_for and free_at < $1::timestamptz + make_interval(secs => $9)
  order by free_at limit $2
), in_hand as (
  select host, count(*)::integer as feeds from polling where claimed_until is not null group by host
), asked as (
  select host, coalesce(in_hand.feeds, 0) as in_hand, coalesce(terms."perHost", $4) as per_host,
    greatest(hosts.free_at, $1) as free_at,
    hosts.is_waited_for is not true or exists (select from free where free.host = known.host) as is_free,
    make_interval(secs => coalesce(terms."spacingMs", least($5, $6 / greatest(counted.feeds, 1)::float8)) / 1000)
      as spacing
  from (select host from due where not is_off union select host from free) known
  left join hosts using (host)
  left join in_hand using (host)
  left join jsonb_to_recordset($7) as terms (host text, "spacingMs" float8, "perHost" integer) using (host)
  cross join lateral (select count(*) as feeds from feeds where host = known.host and removed_at is null) counted
), candidates as (
  select feed_id, host, due_at, false as was_waiting from due where not is_off
  union all
  select waiting.feed_id, host, waiting.due_at, true
  from free join asked using (host) cross join lateral (
    select feed_id, due_at from polling p where p.host = free.host and p.is_waiting order by due_at limit per_host
  ) waiting
), timed as (
  select feed_id, host, due_at, was_waiting,
    make_interval(secs => case when spacing < make_interval(secs => $9) then $9 else $10 end) as ahead,
    free_at + spacing * (row_number() over of_host - 1) as starts_at,
    free_at + spacing * row_number() over of_host as next_free_at,
    is_free and in_hand + row_number() over of_host <= per_host as has_room
  from candidates join asked using (host)
  window of_host as (partition by host order by due_at, feed_id)
), judged as (
  select *, has_room and starts_at < $1::timestamptz + ahead as may_start from timed
), picked as (
  select * from judged where may_start order by due_at limit $2
), late as (
  select * from judged where not may_start and not was_waiting
), locked as (
  select feed_id, due_at, host from polling
  where feed_id = any (array(select feed_id from picked union all select feed_id from late))
  for update skip locked
), set_aside as (
  update polling p set is_waiting = true from late join locked using (feed_id, due_at, host)
  where p.feed_id = late.feed_id
), changed as (
  select host, max(next_free_at) as free_at, false as is_waited_for, true as is_news from picked group by host
  union all
  select host, null, bool_or(not may_start or was_waiting), bool_or(not may_start and not was_waiting)
  from judged group by host
  union all
  -- A host that is asked too much already is looked at again in a while, one at which nobody waits no more.
  select host, case when in_hand >= per_host then $1::timestamptz + make_interval(secs => $9) end, not is_free,
    in_hand >= per_host or host not in (select host from candidates where was_waiting)
  from asked where host in (select host from free) or not is_free
), written as (
  insert into hosts (host, free_at, is_waited_for)
  select host, coalesce(max(free_at), $1), bool_or(is_waited_for) from changed
  group by host having bool_or(is_news) order by host
  on conflict (host) do update set
    free_at = greatest(hosts.free_at, excluded.free_at), is_waited_for = excluded.is_waited_for
)
update polling p set claim = p.claim + 1, claimed_until = $1::timestamptz + make_interval(secs => $8),
  starts_at = picked.starts_at, is_waiting = false
from picked join locked using (feed_id, due_at, host)
where p.feed_id = picked.feed_id
returning p.feed_id, p.claim`;
