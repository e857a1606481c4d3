import type { SearchedArticle } from './searched-article.ts';

/** In how many of these articles each lexeme stands: what a topic index needs to tell rare terms from usual ones. */
export function countTerms(articles: Iterable<SearchedArticle>): (lexeme: string) => number {
  const counts = new Map<string, number>();
  for (const { places } of articles)
    for (const lexeme of places.keys()) counts.set(lexeme, (counts.get(lexeme) ?? 0) + 1);
  return (lexeme) => counts.get(lexeme) ?? 0;
}
