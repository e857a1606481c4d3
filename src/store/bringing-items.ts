import type { Db } from './db.ts';

/**
 * The key hashes of the items that brought these articles, by article id. Each article has one: its first sighting.
 * Relies on sightings_by_article.
 */
export async function findBringingItems(db: Db, articleIds: string[]): Promise<Map<string, Buffer>> {
  if (articleIds.length === 0) return new Map();
  const { rows } = await db.query<{ article_id: string; key_hash: Buffer }>(
    "select article_id, key_hash from sightings where article_id = any ($1::bigint[]) and matched_by = 'new'",
    [articleIds],
  );
  return new Map(rows.map((row) => [row.article_id, row.key_hash]));
}
