import type { z } from 'zod';
import type { TopicDefinition } from '../domain/topic.ts';
import { type ListFile, listFileSchema, readListFile } from './list-file.ts';

/** What a topic may be; who knows the query language gives the schema. */
export type WrittenTopicSchema = z.ZodObject<{
  name: z.ZodType<string>;
  query: z.ZodType<string>;
  stemming: z.ZodType<string | null | undefined>;
  paused: z.ZodType<boolean | null | undefined>;
}>;

/** config/topics.yaml as a whole. */
export function makeTopicsFileSchema(topic: WrittenTopicSchema) {
  return listFileSchema(topicsFile(topic));
}

/**
 * The topics of a topics.yaml, in its order; null where there is no such file, which says nothing of topics. Throws one
 * WiredeskError `invalid-topics-file` that names every fault with its line, those of queries with the character.
 */
export function readTopicsFile(path: string, topic: WrittenTopicSchema): TopicDefinition[] | null {
  const topics = readListFile(path, topicsFile(topic));
  return (
    topics?.map(({ name, query, stemming = null, paused }) => ({
      name,
      query,
      stemming,
      paused: paused ?? false,
    })) ?? null
  );
}

function topicsFile(topic: WrittenTopicSchema): ListFile<WrittenTopicSchema> {
  return {
    list: 'topics',
    one: 'topic',
    entry: topic,
    maxEntries: 100_000,
    code: 'invalid-topics-file',
    keys: Object.keys(topic.shape),
    hides: () => false,
    marksOf: ({ name }) => (typeof name === 'string' ? { name: name.trim() } : {}),
  };
}
