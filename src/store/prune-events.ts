import type { Db } from './db.ts';

/** A follower that had not worked off what was deleted, and goes on after it. */
export interface OvertakenFollower {
  name: string;
  /** Where it stood. */
  from: string;
  /** Where it goes on. */
  to: string;
}

/**
 * Deletes those of the `limit` oldest events that are older than `before`, up to the first that is not, notes up to which
 * cursor that was, and moves followers on that had not come so far. Relies on the primary key. Holds the lock of the log:
 * the parts are to be small.
 */
export async function pruneEvents(
  db: Db,
  before: Date,
  limit: number,
): Promise<{ pruned: number; overtaken: OvertakenFollower[] }> {
  const { rows } = await db.query<{ pruned: number; overtaken: OvertakenFollower[] }>(
    `with last as materialized (
       select max(cursor) as cursor from (
         select cursor, bool_and(at < $1) over (order by cursor) as is_old
         from (select cursor, at from events order by cursor limit $2) oldest
       ) judged where is_old
     ), noted as (
       update log_head set pruned_to = last.cursor from last where last.cursor is not null
     ), behind as (
       select f.name, f.cursor from followers f, last where f.cursor < last.cursor for update of f
     ), moved as (
       update followers f set cursor = last.cursor from behind b, last where f.name = b.name
       returning f.name, b.cursor as stood, last.cursor
     ), gone as (
       delete from events e using last where e.cursor <= last.cursor returning e.cursor
     )
     select (select count(*)::integer from gone) as pruned,
       (select coalesce(jsonb_agg(jsonb_build_object('name', name, 'from', stood::text, 'to', cursor::text)), '[]') from moved) as overtaken`,
    [before, limit],
  );
  return rows[0] ?? { pruned: 0, overtaken: [] };
}
