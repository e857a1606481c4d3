import type { Db } from './db.ts';

/** Deletes up to `limit` contents that came before `before` and that newer ones took the place of. Relies on revisions_by_time. */
export async function pruneRevisions(db: Db, before: Date, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `with old as materialized (
       select article_id, revision from revisions where changed_at < $1 order by changed_at limit $2
       for update skip locked
     )
     delete from revisions r using old where r.article_id = old.article_id and r.revision = old.revision`,
    [before, limit],
  );
  return rowCount ?? 0;
}
