import type { HostTerms } from '../domain/host-terms.ts';
import { aheadSeconds, tickToleranceSeconds, underClaimLock } from './claim-lock.ts';
import type { Pool } from './db.ts';
import type { PageClaim } from './page-waits.ts';

export interface PageClaimLimits {
  /** Pages that may be in hand at once, over all workers. */
  maxInFlight: number;
  /** Pages of one host that may be in hand at once, over all workers. */
  perHost: number;
  /** Milliseconds from the start of one request to a host to that of the next, over all workers. */
  spacingMs: number;
  /** Hosts with terms of their own, which hold as they are. */
  hosts: readonly HostTerms[];
  /** After this many seconds a claim that nobody settled is given to another job. */
  claimSeconds: number;
}

/**
 * Claims pages that items wait for, those that must come first first, and says when each may start: the host's turn, which
 * it shares with the feeds (`hosts.free_at`), or a Crawl-delay where that is longer. Returns none while another scheduler
 * is claiming.
 */
export async function claimDuePages(pool: Pool, now: Date, limits: PageClaimLimits): Promise<PageClaim[]> {
  const claimed = await underClaimLock(pool, async (db) => {
    const { rows } = await db.query<PageClaim>(claimStatement, [
      now,
      limits.maxInFlight,
      limits.perHost,
      limits.spacingMs,
      JSON.stringify(limits.hosts),
      limits.claimSeconds,
      aheadSeconds,
      tickToleranceSeconds,
    ]);
    return rows;
  });
  return claimed ?? [];
}

/**
 * Until an origin's robots.txt is known, one page of its host at a time is asked for, so that robots.txt is asked for once. Every
 * host is looked at by page_waits_by_host, and no more of its waits than it may have in hand: what one host has
 * waiting keeps no other waiting. Few wait long: a wait ends with its time.
 */
const claimStatement = `
with waiting as (
  select distinct host from page_waits where claimed_until is null or claimed_until <= $1
), in_hand as (
  select host, count(*)::integer as pages from page_waits where claimed_until > $1 group by host
), asked as (
  select host, coalesce(in_hand.pages, 0) as in_hand, coalesce(terms."perHost", $3) as per_host,
    greatest(hosts.free_at, $1) as free_at, terms."spacingMs" as own_spacing_ms
  from waiting left join hosts using (host) left join in_hand using (host)
  left join jsonb_to_recordset($5) as terms (host text, "spacingMs" float8, "perHost" integer) using (host)
), candidates as (
  select item_id, host, until, in_hand, free_at, case when r.origin is null then 1 else per_host end as per_host,
    make_interval(secs => coalesce(own_spacing_ms, greatest($4::float8, r.crawl_delay_ms)) / 1000) as spacing,
    row_number() over (partition by host order by until, item_id) as place
  from asked cross join lateral (
    select item_id, origin, until from page_waits w
    where w.host = asked.host and (claimed_until is null or claimed_until <= $1)
    order by until, item_id limit per_host
  ) wait left join robots r on r.origin = wait.origin and r.expires_at > $1
), timed as (
  select *, free_at + spacing * (place - 1) as starts_at,
    make_interval(secs => case when spacing < make_interval(secs => $7) then $7 else $8 end) as ahead
  from candidates
), picked as (
  select item_id, host, starts_at, starts_at + spacing as next_free_at from timed
  where in_hand + place <= per_host and starts_at < $1::timestamptz + ahead
  order by until, item_id
  limit greatest(0, $2 - (select coalesce(sum(pages), 0)::integer from in_hand))
), written as (
  insert into hosts (host, free_at, is_waited_for)
  select host, max(next_free_at), false from picked group by host order by host
  on conflict (host) do update set free_at = greatest(hosts.free_at, excluded.free_at)
)
update page_waits w set claim = w.claim + 1, claimed_until = $1::timestamptz + make_interval(secs => $6),
  starts_at = picked.starts_at
from picked where w.item_id = picked.item_id
returning w.item_id as "itemId", w.claim`;
