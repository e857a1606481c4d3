import type { Db } from './db.ts';
import { toTsQuery } from './search-query.ts';

/** Articles that a feed of the same outlet brought lately. */
export interface HeadlineQuery {
  /** The feed that asks. */
  feedId: string;
  /** Words that the headline holds, one after another. */
  words: string;
  since: Date;
}

const maxFound = 20;

/**
 * Articles of the same feed, or of another of its outlet, whose headline holds these words, the newest first; those
 * that were killed are left out. Relies on articles_search.
 */
export async function findByHeadline(
  db: Db,
  { feedId, words, since }: HeadlineQuery,
): Promise<{ id: string; title: string }[]> {
  const query = toTsQuery(`"${words.replaceAll('"', ' ')}"`);
  if (query === null) return [];
  const { rows } = await db.query<{ id: string; title: string }>(
    `select a.id, a.content->>'title' as title from articles a join feeds f on f.id = a.feed_id, feeds asking
     where a.search @@ $1::tsquery and a.first_seen_at >= $2 and asking.id = $3
       and not exists (select from kills k where k.article_id = a.id)
       and (f.id = asking.id or f.outlet = asking.outlet)
     order by a.id desc limit ${maxFound}`,
    [query, since, feedId],
  );
  return rows;
}
