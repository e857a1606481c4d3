import type { Db } from './db.ts';

/**
 * Deletes the samples of the `articles` oldest that have any, as far as they were stored before the window: up to the
 * newest article first seen before `before`. Returns how many rows that were. Relies on story_samples_by_article.
 */
export async function pruneSamples(db: Db, before: Date, articles: number): Promise<number> {
  const { rowCount } = await db.query(
    `with outside as materialized (
       select id from articles where first_seen_at < $1 order by first_seen_at desc, id desc limit 1
     ), first as materialized (select min(article_id) as id from story_samples)
     delete from story_samples s using outside, first
     where s.article_id between first.id and least(first.id + $2 - 1, outside.id)`,
    [before, articles],
  );
  return rowCount ?? 0;
}
