import type { Query, QueryField, QueryPhrase } from '../domain/query.ts';
import { type SearchedText, searchedTexts, weights } from '../domain/searched-terms.ts';
import { excerptAround } from './excerpt.ts';
import { matchesQuery, placesOfNear, placesOfPhrase } from './match-query.ts';
import type { Searchable, SearchedArticle } from './searched-article.ts';

/** Why an article matches: a part of the query that holds, where, and the text there with «marks». */
export interface MatchReason {
  /** As the query has it. */
  clause: string;
  /** Name of the article's field; null for what is no text. */
  field: string | null;
  excerpt: string | null;
}

const maxFieldExcerpt = 160;

/** The parts of a query that make an article match, in the query's order; what is negated has nothing to show. */
export function explainMatch(query: Query, article: Searchable, searched: SearchedArticle): MatchReason[] {
  switch (query.kind) {
    case 'all':
    case 'any':
      return query.of
        .filter((part) => matchesQuery(part, searched))
        .flatMap((part) => explainMatch(part, article, searched));
    case 'not':
      return [];
    case 'phrase':
      return [explainPhrase(query, article, searched)];
    case 'near': {
      const clause = `${query.left.written} NEAR/${query.within} ${query.right.written}`;
      return [explain(clause, query.left.field, placesOfNear(query, searched).slice(0, 2), article)];
    }
    case 'time':
      return [unseen(`${query.side}:${query.at}`)];
    case 'words':
      return [unseen(`words${query.side === 'more' ? '>' : '<'}:${query.than}`)];
    case 'is':
      return [unseen(`is:${query.what}`)];
  }
}

function unseen(clause: string): MatchReason {
  return { clause, field: null, excerpt: null };
}

function explainPhrase(phrase: QueryPhrase, article: Searchable, searched: SearchedArticle): MatchReason {
  const [end = 0] = placesOfPhrase(phrase, searched);
  const places = phrase.terms.map((_, index) => end - index);
  return explain(phrase.written, phrase.field, places, article);
}

/** Places of headline, subtitle and body are marked; of other fields, which are short, the value is shown. */
function explain(clause: string, field: QueryField, places: number[], article: Searchable): MatchReason {
  if (field !== 'text' && field !== 'title' && field !== 'body') {
    const excerpt = valuesOf(field, article).join('; ').slice(0, maxFieldExcerpt);
    return { clause, field, excerpt };
  }
  const [place = 0] = places;
  const found = searchedTexts(article).find(({ weight }) => weight === weightOf(place));
  return { clause, field: found?.field ?? null, excerpt: found ? excerptAt(found, places) : null };
}

function weightOf(place: number): number {
  return place & weights.title;
}

function excerptAt({ text, before, weight }: SearchedText, places: number[]): string {
  return excerptAround(
    text,
    places.map((place) => place - weight - before - 1),
  );
}

function valuesOf(field: Exclude<QueryField, 'text' | 'title' | 'body'>, article: Searchable): string[] {
  const values = {
    author: article.authors.map(({ name }) => name),
    agency: [article.agency],
    section: [article.section],
    tag: article.tags,
    place: [article.dateline?.place],
    url: [article.url],
    holder: [article.copyright?.holder],
    lang: [article.language],
    outlet: [article.source.outlet],
    feed: [article.source.feed],
  };
  return values[field].flatMap((value: string | null | undefined) => value ?? []);
}
