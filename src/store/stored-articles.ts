import type { ArticleVersion } from '../domain/article-version.ts';
import type { StoredPage } from '../domain/page.ts';
import type { FeedItem } from '../domain/parsed-feed.ts';
import { versionOfArticle } from './article-versions.ts';
import type { Db } from './db.ts';
import { unpackItem } from './items.ts';
import { findFormerPages, type PageRow, pageColumns, toPage } from './pages.ts';

/** An article as it is now, and the item that it was made of. */
export interface StoredArticle {
  article: ArticleVersion;
  item: FeedItem;
  /** The page of the item, if it was asked for. */
  page: StoredPage | null;
  /** The newest page that came for an earlier state of the item. */
  formerPage: StoredPage | null;
}

/** Which articles of a feed: those first seen since then, older than the one with the id `before`. */
export interface StoredArticlePage {
  since: Date;
  before: string | null;
  limit: number;
}

/**
 * Articles that a feed brought, newest first, with their items; killed ones are left out. Relies on sightings_by_feed,
 * where each has the one sighting that made it.
 */
export async function findStoredArticles(
  db: Db,
  feedId: string,
  { since, before, limit }: StoredArticlePage,
): Promise<StoredArticle[]> {
  const { rows } = await db.query<ArticleVersion & PageRow & { body: Buffer; key_hash: Buffer }>(
    `select ${versionOfArticle}, i.body, s.key_hash, ${pageColumns}
     from sightings s join articles a on a.id = s.article_id join items i on i.id = a.item_id
       left join pages p on p.item_id = i.id
     where s.feed_id = $1 and s.matched_by = 'new' and ($3::bigint is null or s.article_id < $3)
       and a.first_seen_at >= $2 and not exists (select from kills k where k.article_id = a.id)
     order by s.article_id desc limit $4`,
    [feedId, since, before, limit],
  );
  const revised = rows.filter((row) => row.page_outcome !== null && row.revision > 1);
  const formerPages = await findFormerPages(
    db,
    revised.map(({ itemId, key_hash: keyHash }) => ({ itemId, feedId, keyHash })),
  );
  return rows.map(({ body, ...row }) => ({
    article: versionIn(row),
    item: unpackItem(body),
    page: toPage(row),
    formerPage: formerPages.get(row.itemId) ?? null,
  }));
}

/** Without the columns of its page. */
function versionIn(row: ArticleVersion): ArticleVersion {
  const {
    id,
    revision,
    itemId,
    feedId,
    content,
    removed,
    class: revisionClass,
    firstSeenAt,
    changedAt,
  } = row;
  return { id, revision, itemId, feedId, content, removed, class: revisionClass, firstSeenAt, changedAt };
}

/** How many articles that would be at most `limit` of each of these feeds; null: of all feeds. */
export async function countStoredArticles(
  db: Db,
  feedIds: string[] | null,
  { since, limit }: Pick<StoredArticlePage, 'since' | 'limit'>,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select coalesce(sum(least(n, $3)), 0)::integer as count from (
       select count(*) as n from articles
       where first_seen_at >= $2 and not exists (select from kills k where k.article_id = articles.id) and ($1::bigint[] is null or feed_id = any ($1))
       group by feed_id) of_feeds`,
    [feedIds, since, limit],
  );
  return rows[0]?.count ?? 0;
}
