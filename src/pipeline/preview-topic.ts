import type { Query } from '../domain/query.ts';
import { everyArticle } from '../store/articles.ts';
import type { Db } from '../store/db.ts';
import { explainMatch, type MatchReason } from '../topics/explain-match.ts';
import { searchArticles } from './search-articles.ts';

/** An article that a topic would have caught, and why. */
export interface PreviewHit {
  articleId: string;
  title: string | null;
  url: string | null;
  outlet: string | null;
  publishedAt: string | null;
  firstSeenAt: string | null;
  reasons: MatchReason[];
}

const articlesAtOnce = 100;

/** What a query would have caught of the articles first seen since a time: all are counted, the newest `limit` shown. */
export async function previewTopic(
  db: Db,
  query: Query,
  since: Date,
  limit: number,
): Promise<{ matches: number; hits: PreviewHit[] }> {
  const hits: PreviewHit[] = [];
  let matches = 0;
  for await (const { article, searched } of searchArticles(
    db,
    query,
    { ...everyArticle, since },
    articlesAtOnce,
  )) {
    matches += 1;
    if (hits.length >= limit) continue;
    const { title, url, source, publishedAt, firstSeenAt } = article;
    const reasons = explainMatch(query, article, searched);
    hits.push({
      articleId: article.id ?? '',
      title,
      url,
      outlet: source.outlet ?? source.feed,
      publishedAt,
      firstSeenAt,
      reasons,
    });
  }
  return { matches, hits };
}
