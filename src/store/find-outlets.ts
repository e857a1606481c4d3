import type { Db } from './db.ts';

/**
 * The outlets that ran these articles, or others of their stories, each with where; by article. Articles that were killed do
 * not count. Relies on the primary key of sightings.
 */
export async function findOutlets(
  db: Db,
  articleIds: string[],
): Promise<Map<string, { name: string; url: string | null }[]>> {
  if (articleIds.length === 0) return new Map();
  const { rows } = await db.query<{ articleId: string; name: string; url: string | null }>(
    `with asked as (
       select a.id, m.story_id from unnest($1::bigint[]) as a (id) left join story_members m on m.article_id = a.id
     ),
     around as (
       select k.id, coalesce(o.article_id, k.id) as article_id
       from asked k left join story_members o on o.story_id = k.story_id
     )
     select distinct on (r.id, name) r.id as "articleId", coalesce(f.outlet, f.title, f.key) as name,
       coalesce(s.url, a.content->>'url') as url
     from around r join articles a on a.id = r.article_id
     join sightings s on s.article_id = a.id join feeds f on f.id = s.feed_id
     where not exists (select from kills where kills.article_id = a.id)
     order by r.id, name, s.seen_at, s.key_hash`,
    [articleIds],
  );
  const byArticle = Map.groupBy(rows, ({ articleId }) => articleId);
  return new Map(
    Array.from(byArticle, ([id, outlets]) => [id, outlets.map(({ name, url }) => ({ name, url }))]),
  );
}
