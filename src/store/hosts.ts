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
