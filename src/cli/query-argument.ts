import type { Query } from '../domain/query.ts';

/** A query that an argument holds, and the language of --stem. @throws WiredeskError invalid-input that says where. */
export async function readQuery(query: string, stemming: string | null = null): Promise<Query> {
  const { queryOfTopic } = await import('../pipeline/query-of-topic.ts');
  return queryOfTopic({ query, stemming });
}
