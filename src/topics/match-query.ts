import type { Query, QueryField, QueryNear, QueryPhrase, QueryTerm } from '../domain/query.ts';
import { weights } from '../domain/searched-terms.ts';
import type { SearchedArticle } from './searched-article.ts';

/** The part of an article that phrases are looked for in. */
type Texts = Pick<SearchedArticle, 'places' | 'stems' | 'beginningWith'>;

/** Whether an article is what a query asks for. */
export function matchesQuery(query: Query, article: SearchedArticle): boolean {
  switch (query.kind) {
    case 'all':
      return query.of.every((part) => matchesQuery(part, article));
    case 'any':
      return query.of.some((part) => matchesQuery(part, article));
    case 'not':
      return !matchesQuery(query.of, article);
    case 'phrase':
      return holdsPhrase(query, article);
    case 'near':
      return placesOfNear(query, article).length > 0;
    case 'time':
      return matchesTime(query.side, Date.parse(query.at), article.time);
    case 'words':
      return query.side === 'more' ? article.words > query.than : article.words < query.than;
    case 'is':
      return query.what === 'update' ? article.isUpdate : article.isLead;
  }
}

/** Most phrases are one word: that it is there says it all. */
function holdsPhrase(phrase: QueryPhrase, article: SearchedArticle): boolean {
  const { field, terms } = phrase;
  const [only] = terms;
  if (terms.length === 1 && only?.form === 'word' && field !== 'title' && field !== 'body')
    return article.places.has(only.lexeme);
  return placesOfPhrase(phrase, article).length > 0;
}

function matchesTime(side: 'after' | 'before', at: number, time: number): boolean {
  return side === 'after' ? time >= at : time < at;
}

/** Where a phrase stands: the places of its last term. As in PostgreSQL, each term is one place behind the one before. */
export function placesOfPhrase({ field, terms }: QueryPhrase, article: Texts): number[] {
  const [first, ...rest] = terms.map((term) => placesOfTerm(term, field, article));
  return rest.reduce(followers, first ?? []);
}

/** So few places are sooner looked through than made a set of. */
const fewPlaces = 8;

/** Those of `here` that stand directly behind one of `before`. */
function followers(before: number[], here: number[]): number[] {
  if (before.length === 0) return before;
  if (before.length <= fewPlaces) return here.filter((place) => before.includes(place - 1));
  const wanted = new Set(before);
  return here.filter((place) => wanted.has(place - 1));
}

/** The ends of both phrases where they stand near enough, whichever comes first. */
export function placesOfNear({ left, right, within }: QueryNear, article: Texts): number[] {
  const lefts = placesOfPhrase(left, article);
  if (lefts.length === 0) return [];
  const rights = placesOfPhrase(right, article);
  const isNear = (before: number, after: number, length: number) => {
    const distance = after - (length - 1) - before;
    return distance >= 1 && distance <= within;
  };
  return lefts.flatMap((one) =>
    rights
      .filter((other) => isNear(one, other, right.terms.length) || isNear(other, one, left.terms.length))
      .flatMap((other) => [one, other]),
  );
}

function placesOfTerm(term: QueryTerm, field: QueryField, article: Texts): number[] {
  const places = inAnyWeight(term, article);
  if (field === 'title') return places.filter((place) => place >= weights.title);
  return field === 'body' ? places.filter((place) => place < weights.field) : places;
}

const nowhere: number[] = [];

function inAnyWeight(term: QueryTerm, { places, stems, beginningWith }: Texts): number[] {
  if (term.form === 'word') return places.get(term.lexeme) ?? nowhere;
  if (term.form === 'stem') return stems(term.language).get(term.lexeme) ?? nowhere;
  return beginningWith(term.lexeme).flatMap((lexeme) => places.get(lexeme) ?? nowhere);
}
