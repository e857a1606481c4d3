import type { Article } from '../domain/article.ts';
import { type ArticleFilter, listArticles } from '../store/articles.ts';
import type { Pool } from '../store/db.ts';
import { queryOfTopic } from './query-of-topic.ts';
import { searchArticles } from './search-articles.ts';

/** Which articles to read. */
export interface WantedArticles {
  filter: Omit<ArticleFilter, 'matching'>;
  /** A query of the language of topics, which finds no killed articles. */
  source: string | null;
  withKilled: boolean;
}

/** Every article that is wanted, newest first, a page at a time; the next page is read when it is asked for. */
export async function* readArticles(
  db: Pool,
  { filter, source, withKilled }: WantedArticles,
  pageSize: number,
): AsyncGenerator<Article[], void> {
  if (source !== null) {
    yield* matchingPages(db, source, filter, pageSize);
    return;
  }
  let { after } = filter;
  for (;;) {
    const page = await listArticles(db, { ...filter, after, matching: null }, pageSize, withKilled);
    yield page;
    after = page.at(-1)?.id ?? null;
    if (page.length < pageSize) return;
  }
}

async function* matchingPages(
  db: Pool,
  source: string,
  filter: WantedArticles['filter'],
  pageSize: number,
): AsyncGenerator<Article[], void> {
  let page: Article[] = [];
  const query = queryOfTopic({ query: source, stemming: null });
  for await (const { article } of searchArticles(db, query, { ...filter, matching: null }, pageSize)) {
    page.push(article);
    if (page.length < pageSize) continue;
    yield page;
    page = [];
  }
  yield page;
}
