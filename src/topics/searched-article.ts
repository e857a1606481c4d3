import type { Article, ArticleSource } from '../domain/article.ts';
import { addField, type Places, type SearchedContent, searchedTerms } from '../domain/searched-terms.ts';
import { type StemmingLanguage, stem } from './stem.ts';

/** What queries read of an article. */
export type Searchable = SearchedContent &
  Pick<Article, 'id' | 'revision' | 'publishedAt' | 'firstSeenAt' | 'wordCount' | 'source'> & {
    story: { leadId: string } | null;
  };

/** An article made ready for any number of queries. */
export interface SearchedArticle {
  places: Places;
  /** The places of the text's stems in a language; made when it is first asked for. */
  stems(language: string): Places;
  /** The lexemes that begin as this one does. */
  beginningWith(lexeme: string): string[];
  /** Milliseconds since 1970; NaN where nothing is known. */
  time: number;
  words: number;
  isUpdate: boolean;
  isLead: boolean;
}

export function searchedArticle(article: Searchable): SearchedArticle {
  const places = searchedTerms(article);
  addSource(places, article.source);
  const stems = new Map<string, Places>();
  let byFirst: Map<number, string[]> | undefined;
  return {
    places,
    stems(language) {
      const known = stems.get(language) ?? stemsOf(places, language as StemmingLanguage);
      stems.set(language, known);
      return known;
    },
    beginningWith(lexeme) {
      byFirst ??= Map.groupBy(places.keys(), (known) => known.charCodeAt(0));
      return (byFirst.get(lexeme.charCodeAt(0)) ?? []).filter((known) => known.startsWith(lexeme));
    },
    time: Date.parse(article.publishedAt ?? article.firstSeenAt ?? ''),
    words: article.wordCount,
    isUpdate: article.revision > 1,
    isLead: article.story === null || article.story.leadId === article.id,
  };
}

/** Adds what the fields `outlet` and `feed` find. */
export function addSource(places: Places, { outlet, feed, feedId }: Omit<ArticleSource, 'domain'>): void {
  addField(places, 'outlet', [outlet]);
  addField(places, 'feed', [feed, feedId]);
}

/** Only the text is stemmed, not the lexemes of other fields, which begin with a slash. */
function stemsOf(places: Places, language: StemmingLanguage): Places {
  const stems: Places = new Map();
  for (const [lexeme, at] of places) {
    if (lexeme.startsWith('/')) continue;
    const stemmed = stem(lexeme, language);
    const known = stems.get(stemmed);
    stems.set(stemmed, known ? [...known, ...at] : at);
  }
  return stems;
}
