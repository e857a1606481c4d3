import type { Article } from '../domain/article.ts';
import type { Call } from './connection.ts';

/** Which articles to list; what is not given lets everything pass. */
export interface ArticleQuery {
  /** Words as in a web search: `"a phrase"`, `or`, `-without`. */
  q?: string;
  /** The id of a feed. */
  feed?: string;
  outlet?: string;
  section?: string;
  /** A language range, e.g. `en`. */
  lang?: string;
  /** First seen at or after, and before: ISO 8601 with an offset. */
  since?: string;
  until?: string;
  /** Articles of one page, at most 1000 as servers are set up. */
  limit?: number;
  signal?: AbortSignal;
}

interface ArticlePage {
  articles: Article[];
  /** `after` of the next page; null at the end. */
  next: string | null;
}

/** Articles, newest first; a page is asked for when the one before it is used up. */
export async function* listArticles(call: Call, options: ArticleQuery = {}): AsyncGenerator<Article> {
  const { signal, ...query } = options;
  let after: string | null = null;
  do {
    const page: ArticlePage = await call<ArticlePage>('v1/articles', { query: { ...query, after }, signal });
    yield* page.articles;
    after = page.next;
  } while (after !== null);
}
