import type { Article } from '../domain/article.ts';
import { isOfSource, phrasesOf, type Query, type QueryPhrase } from '../domain/query.ts';
import { type ArticleFilter, listArticles } from '../store/articles.ts';
import type { Db } from '../store/db.ts';
import { listFeedNames } from '../store/feed-names.ts';
import { feedsMatching } from '../topics/feeds-matching.ts';
import { matchesQuery } from '../topics/match-query.ts';
import { type SearchedArticle, searchedArticle } from '../topics/searched-article.ts';

/** An article that a query matches. */
export interface Hit {
  article: Article;
  searched: SearchedArticle;
}

/**
 * The stored articles that a query matches, newest first, and no killed ones. The store finds them by its index; what
 * that does not hold, stems, is tried in memory, and so is all the rest once more, which costs little.
 * @param pageSize how many are read at once.
 */
export async function* searchArticles(
  db: Db,
  query: Query,
  filter: ArticleFilter,
  pageSize: number,
): AsyncGenerator<Hit> {
  const feeds = phrasesOf(query).some(isOfSource) ? await listFeedNames(db) : [];
  const matching = {
    query,
    feedsOf: (phrase: QueryPhrase) => feedsMatching(phrase, feeds),
  };
  let { after } = filter;
  for (;;) {
    const page = await listArticles(db, { ...filter, after, matching }, pageSize);
    for (const article of page) {
      const searched = searchedArticle(article);
      if (matchesQuery(query, searched)) yield { article, searched };
    }
    after = page.at(-1)?.id ?? null;
    if (page.length < pageSize) return;
  }
}
