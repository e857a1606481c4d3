import type { QueryPhrase } from '../domain/query.ts';
import type { Places } from '../domain/searched-terms.ts';
import { placesOfPhrase } from './match-query.ts';
import { addSource } from './searched-article.ts';

interface NamedFeed {
  feedId: string;
  feed: string | null;
  outlet: string | null;
}

/** The ids of those feeds that a phrase of the fields `feed` and `outlet` matches. */
export function feedsMatching(phrase: QueryPhrase, feeds: readonly NamedFeed[]): string[] {
  return feeds.filter((feed) => placesOfPhrase(phrase, namesOf(feed)).length > 0).map(({ feedId }) => feedId);
}

function namesOf(feed: NamedFeed) {
  const places: Places = new Map();
  addSource(places, feed);
  const beginningWith = (lexeme: string) => [...places.keys()].filter((known) => known.startsWith(lexeme));
  return { places, stems: () => new Map(), beginningWith };
}
