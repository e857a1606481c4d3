import { isOfSource, type Query, type QueryNear, type QueryPhrase } from '../domain/query.ts';

/** Ids of the feeds whose name or outlet a phrase of the fields `feed` and `outlet` matches; these names change. */
export type FeedsOf = (phrase: QueryPhrase) => string[];

/** Puts a value among a statement's parameters and returns its place, as `$3`. */
export type Bind = (value: unknown) => string;

/**
 * A condition over `articles a` and `stories s` that every article fulfils which the query matches. It is exact but for
 * stems, which the index does not hold: whoever asks with stems tries what is found again in memory. Relies on
 * articles_search.
 */
export function conditionOf(query: Query, feedsOf: FeedsOf, bind: Bind): string {
  return condition(query, true, { feedsOf, bind });
}

interface Context {
  feedsOf: FeedsOf;
  bind: Bind;
}

/** `unknown` is what stands for what the store cannot tell: true, or false where it is negated. */
function condition(query: Query, unknown: boolean, context: Context): string {
  const words = toTsQuery(query);
  if (words !== null) return `a.search @@ ${context.bind(words)}::tsquery`;
  switch (query.kind) {
    case 'all':
    case 'any': {
      const parts = query.of.map((part) => condition(part, unknown, context));
      return `(${parts.join(query.kind === 'all' ? ' and ' : ' or ')})`;
    }
    case 'not':
      return `not ${condition(query.of, !unknown, context)}`;
    case 'phrase':
      if (!isOfSource(query)) return String(unknown);
      return `a.feed_id = any (${context.bind(context.feedsOf(query))}::bigint[])`;
    case 'near':
      return String(unknown);
    case 'time':
      return `(coalesce(a.published_at, a.first_seen_at) ${query.side === 'after' ? '>=' : '<'} ${context.bind(query.at)}::timestamptz)`;
    case 'words':
      return `((a.content->>'wordCount')::integer ${query.side === 'more' ? '>' : '<'} ${context.bind(query.than)}::integer)`;
    case 'is':
      return query.what === 'update' ? '(a.revision > 1)' : '(s.id is null or s.lead_id = a.id)';
  }
}

/** Null where part of the query is no matter of the index. */
function toTsQuery(query: Query): string | null {
  switch (query.kind) {
    case 'all':
    case 'any': {
      const parts = query.of.map(toTsQuery);
      if (parts.some((part) => part === null)) return null;
      return `(${parts.join(query.kind === 'all' ? ' & ' : ' | ')})`;
    }
    case 'not': {
      const part = toTsQuery(query.of);
      return part === null ? null : `!${part}`;
    }
    case 'phrase':
      return phraseToTsQuery(query);
    case 'near':
      return nearToTsQuery(query);
    default:
      return null;
  }
}

const weightsOf: Partial<Record<QueryPhrase['field'], string>> = { title: 'A', body: 'D' };

/** Lexemes hold letters, digits and marks, and in front the name of a field: nothing in them needs escaping. */
function phraseToTsQuery(phrase: QueryPhrase): string | null {
  if (isOfSource(phrase) || phrase.terms.some(({ form }) => form === 'stem')) return null;
  const terms = phrase.terms.map(({ form, lexeme }) => {
    const labels = `${form === 'prefix' ? '*' : ''}${weightsOf[phrase.field] ?? ''}`;
    return `'${lexeme}'${labels && `:${labels}`}`;
  });
  return `(${terms.join(' <-> ')})`;
}

/** PostgreSQL knows exact distances alone: one alternative for each, in both orders. */
function nearToTsQuery({ left, right, within }: QueryNear): string | null {
  const one = phraseToTsQuery(left);
  const other = phraseToTsQuery(right);
  if (one === null || other === null) return null;
  const distances = Array.from({ length: within }, (_, index) => index + 1);
  return `(${distances.flatMap((distance) => [`${one} <${distance}> ${other}`, `${other} <${distance}> ${one}`]).join(' | ')})`;
}
