import type { Query } from '../../src/domain/query.ts';
import { matchesQuery } from '../../src/topics/match-query.ts';
import { parseQuery } from '../../src/topics/parse-query.ts';
import { type Searchable, searchedArticle } from '../../src/topics/searched-article.ts';
import type { StemmingLanguage } from '../../src/topics/stem.ts';
import { articleContent } from '../support/articles.ts';

/** An article as topics see it; `changes` over it. */
export function searchable(changes: Partial<Searchable> = {}): Searchable {
  return {
    ...articleContent(),
    id: '1',
    revision: 1,
    firstSeenAt: '2026-03-01T09:00:00.000Z',
    source: { feedId: '7', feed: 'Courier World News', outlet: 'The Courier', domain: 'courier.example' },
    story: null,
    ...changes,
  };
}

/** The tree of a query that has no fault. */
export function queryOf(source: string, stemming: StemmingLanguage | null = null): Query {
  const parsed = parseQuery(source, stemming);
  if (parsed.kind === 'faulty') throw new Error(`${source}: ${parsed.message}`);
  return parsed.query;
}

export function isMatch(
  source: string,
  changes: Partial<Searchable>,
  stemming: StemmingLanguage | null = null,
): boolean {
  return matchesQuery(queryOf(source, stemming), searchedArticle(searchable(changes)));
}
