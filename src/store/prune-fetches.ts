import type { Db } from './db.ts';

/**
 * Deletes those of the `limit` oldest entries of the fetch log that started before `before`, and returns how many.
 * Looks at no others, so that its work has a bound: the log grows in the order of time. Relies on the primary key.
 */
export async function pruneFetches(db: Db, before: Date, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `with oldest as materialized (select id, started_at from fetches order by id limit $2)
     delete from fetches using oldest where fetches.id = oldest.id and oldest.started_at < $1`,
    [before, limit],
  );
  return rowCount ?? 0;
}
