import type { Db } from './db.ts';
import { kindNumbers } from './identities.ts';

/**
 * Forgets those of the `limit` longest gone articles that were deleted before `before`: what they are known by, and what
 * their feeds brought. Returns how many. Looks at no others. Relies on the primary key and identities_by_article.
 */
export async function pruneTombstones(db: Db, before: Date, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `with oldest as materialized (
       select article_id, feed_ids, pruned_at from pruned_articles order by article_id limit $2 for update skip locked
     ), forgotten as materialized (
       select article_id, feed_ids from oldest where pruned_at < $1
     ), known as (
       delete from identities i using forgotten f
       -- The range is what the index can find.
       where i.article_id between (select min(article_id) from forgotten) and (select max(article_id) from forgotten)
         and i.article_id = f.article_id
       returning i.kind, i.hash, f.feed_ids
     ), heads as (
       delete from item_heads h using known, unnest(known.feed_ids) as feed (id)
       where known.kind = $3 and h.feed_id = feed.id and h.key_hash = known.hash
     )
     delete from pruned_articles p using forgotten f where p.article_id = f.article_id`,
    [before, limit, kindNumbers.item],
  );
  return rowCount ?? 0;
}

/** Takes what was added since the last time into the index that finds what articles are known by. */
export async function summarizeIdentities(db: Db): Promise<void> {
  await db.query("select brin_summarize_new_values('identities_by_article')");
}
