import type { ArticleSource } from '../domain/article.ts';
import type { Db } from './db.ts';

/** What the fields `feed` and `outlet` of queries read. */
export type FeedName = Pick<ArticleSource, 'feed' | 'outlet'> & { feedId: string };

/** The names of all feeds, removed ones included: what they brought stays. */
export async function listFeedNames(db: Db): Promise<FeedName[]> {
  const { rows } = await db.query<FeedName>(
    'select id as "feedId", coalesce(title, key) as feed, outlet from feeds order by id',
  );
  return rows;
}
