import { WiredeskError } from '../domain/errors.ts';
import type { Query } from '../domain/query.ts';
import { parseQuery } from '../topics/parse-query.ts';
import { describeQueryFault } from '../topics/query-fault.ts';
import { stemmingLanguages, stemmingOf } from '../topics/stem.ts';

/** The tree of a topic's query. @throws WiredeskError invalid-input that points at the place. */
export function queryOfTopic({ query, stemming }: { query: string; stemming: string | null }): Query {
  if (stemming !== null && stemmingOf(stemming) === null)
    throw new WiredeskError(
      'invalid-input',
      `words cannot be stemmed in ${JSON.stringify(stemming)}; use ${stemmingLanguages.join(', ')}`,
    );
  const parsed = parseQuery(query, stemmingOf(stemming));
  if (parsed.kind === 'parsed') return parsed.query;
  throw new WiredeskError('invalid-input', describeQueryFault(query, parsed));
}
