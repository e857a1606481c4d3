import type { ArticleContent } from '../../src/domain/article.ts';
import type { FeedDefinition } from '../../src/domain/feed-definition.ts';
import { insertArticles, reserveArticleIds } from '../../src/store/article-versions.ts';
import { addFeeds } from '../../src/store/change-feeds.ts';
import type { Pool } from '../../src/store/db.ts';

/** A feed as an operator would add it; `changes` over it. */
export function feedDefinition(changes: Partial<FeedDefinition> = {}): FeedDefinition {
  const url = changes.url ?? 'https://courier.example/feed.xml';
  return {
    key: url,
    url,
    outlet: null,
    section: null,
    language: null,
    schedule: null,
    headers: {},
    rules: null,
    paused: false,
    fullText: null,
    ...changes,
  };
}

/** An article's content; `changes` over it. */
export function articleContent(changes: Partial<ArticleContent> = {}): ArticleContent {
  return {
    url: 'https://courier.example/harbour',
    title: 'Harbour reopens after storm',
    subtitle: null,
    section: null,
    authors: [],
    byline: null,
    agency: null,
    copyright: null,
    dateline: null,
    language: 'en',
    publishedAt: '2026-03-01T08:00:00.000Z',
    updatedAt: null,
    summary: null,
    bodyHtml: '<p>The harbour reopened on Sunday.</p>',
    bodyText: 'The harbour reopened on Sunday.',
    wordCount: 5,
    images: [],
    tags: [],
    notes: [],
    ...changes,
  };
}

/** Writes a feed, where it is not there yet, and an article of it; returns the article's id. */
export async function insertTestArticle(
  pool: Pool,
  changes: Partial<ArticleContent> = {},
  seenAt = new Date(),
): Promise<string> {
  await addFeeds(pool, [feedDefinition()], seenAt);
  const { rows } = await pool.query<{ id: string }>('select id from feeds where key = $1', [
    feedDefinition().key,
  ]);
  const feedId = rows[0]?.id ?? '';
  const [id = ''] = await reserveArticleIds(pool, 1);
  const content = articleContent(changes);
  await insertArticles(pool, [
    {
      id,
      revision: 1,
      itemId: id,
      feedId,
      content,
      removed: [],
      class: null,
      firstSeenAt: seenAt,
      changedAt: seenAt,
    },
  ]);
  return id;
}
