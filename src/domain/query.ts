/** Fields of text that a query can name. `text`, which needs no name, is headline, subtitle and body. */
export const queryFields = [
  'text',
  'title',
  'body',
  'author',
  'agency',
  'section',
  'tag',
  'place',
  'url',
  'holder',
  'lang',
  'outlet',
  'feed',
] as const;
export type QueryField = (typeof queryFields)[number];

/** What is looked for among an article's searchedTerms: a lexeme, how one begins, or the stem of a word in a language. */
export type QueryTerm =
  | { form: 'word' | 'prefix'; lexeme: string }
  | { form: 'stem'; lexeme: string; language: string };

/** Terms that follow one another; `written` is how the query has them. */
export interface QueryPhrase {
  kind: 'phrase';
  field: QueryField;
  terms: QueryTerm[];
  written: string;
}

/** Two phrases of one field with at most `within` terms from the end of either to the beginning of the other. */
export interface QueryNear {
  kind: 'near';
  left: QueryPhrase;
  right: QueryPhrase;
  within: number;
}

/** A query as a tree. It matches in memory (src/topics) and in the store, and means the same in both. */
export type Query =
  | { kind: 'all' | 'any'; of: Query[] }
  | { kind: 'not'; of: Query }
  | QueryPhrase
  | QueryNear
  /** When the article was published or, where that is not known, first seen: at or after, or before; ISO 8601 UTC. */
  | { kind: 'time'; side: 'after' | 'before'; at: string }
  | { kind: 'words'; side: 'more' | 'fewer'; than: number }
  /** `update`: it has been changed since it came; `lead`: it leads its story, or is alone. */
  | { kind: 'is'; what: 'update' | 'lead' };

/** Farthest that NEAR reaches, in terms. Between fields that search knows as one text lie more. */
export const maxNear = 50;

/** All phrases of a query, negated ones included. */
export function phrasesOf(query: Query): QueryPhrase[] {
  switch (query.kind) {
    case 'all':
    case 'any':
      return query.of.flatMap(phrasesOf);
    case 'not':
      return phrasesOf(query.of);
    case 'phrase':
      return [query];
    case 'near':
      return [query.left, query.right];
    default:
      return [];
  }
}

/** Whether a phrase is of a field that names where an article comes from. */
export function isOfSource({ field }: QueryPhrase): boolean {
  return field === 'feed' || field === 'outlet';
}
