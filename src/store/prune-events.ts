import type { Db } from './db.ts';

/**
 * Deletes those of the `limit` oldest events that are older than `before`, up to the first that is not, notes up to which
 * cursor that was, and returns how many. Relies on the primary key. Holds the lock of the log: the parts are to be small.
 */
export async function pruneEvents(db: Db, before: Date, limit: number): Promise<number> {
  const { rows } = await db.query<{ pruned: number }>(
    `with last as materialized (
       select max(cursor) as cursor from (
         select cursor, bool_and(at < $1) over (order by cursor) as is_old
         from (select cursor, at from events order by cursor limit $2) oldest
       ) judged where is_old
     ), noted as (
       update log_head set pruned_to = last.cursor from last where last.cursor is not null
     ), gone as (
       delete from events e using last where e.cursor <= last.cursor returning e.cursor
     )
     select count(*)::integer as pruned from gone`,
    [before, limit],
  );
  return rows[0]?.pruned ?? 0;
}
