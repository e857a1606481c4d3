import type { Db } from './db.ts';

/**
 * Lets a host rest until `until`, if its feeds are one publisher's as far as outlets and the sites that the feeds name
 * tell. False, and nothing written, where they are several publishers'. Relies on feeds_by_host.
 */
export async function restHost(db: Db, host: string, until: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into hosts (host, free_at, is_waited_for)
     select $1, $2, false
     from (
       select count(distinct lower(outlet)) as outlets,
         count(distinct substring(lower(site_url) from '^https?://(?:www\\.)?([^/?#:]+)')) as sites
       from feeds where host = $1 and removed_at is null
     ) publishers
     where outlets <= 1 and sites <= 1
     on conflict (host) do update set free_at = greatest(hosts.free_at, excluded.free_at)`,
    [host, until],
  );
  return rowCount === 1;
}

/**
 * Makes feeds due again that wait for a host of which nobody knows that they do, or that count as off without being
 * paused or removed, and returns how many. There should be none; but a feed that nobody polls would not tell of itself.
 */
export async function freeStrandedFeeds(db: Db): Promise<number> {
  const { rowCount } = await db.query(
    `update polling p set is_waiting = false, is_off = false from feeds f
     where f.id = p.feed_id and (
       p.is_waiting and not exists (select from hosts h where h.host = p.host and h.is_waited_for)
       or p.is_off and not f.paused and f.removed_at is null)`,
  );
  return rowCount ?? 0;
}
