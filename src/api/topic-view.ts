import { z } from 'zod';
import { origins } from '../domain/origin.ts';
import type { Topic } from '../domain/topic.ts';
import { maxQueryChars } from '../topics/parse-query.ts';
import { stemmingLanguages } from '../topics/stem.ts';
import { textField } from './query-fields.ts';

const time = z.string().describe('ISO 8601 UTC.');

/** A query of the language that docs/topics.md describes. */
export const queryField = z
  .string()
  .max(maxQueryChars, `use at most ${maxQueryChars} characters`)
  .describe(
    'A query, as docs/topics.md describes: words, "phrases", AND, OR, NOT, NEAR/5, author:name and more.',
  );

/** What single words are taken for. */
export const stemmingField = z
  .enum(stemmingLanguages, `use ${stemmingLanguages.join(', ')}`)
  .describe('The language in which single words match in all their forms.');

/** A topic as the API shows it. */
export const topicSchema = z
  .object({
    id: z.string(),
    origin: z.enum(origins).describe('`file`: config/topics.yaml says what it is, and the API cannot.'),
    name: z.string(),
    query: z.string(),
    stemming: z.string().nullable(),
    paused: z.boolean(),
    createdAt: time,
    changedAt: time,
  })
  .meta({ id: 'Topic' }) satisfies z.ZodType<Topic>;

/** A topic as operators write it. */
export const writtenTopicSchema = z.strictObject({
  name: textField,
  query: queryField,
  stemming: stemmingField.nullable().default(null),
  paused: z.boolean().default(false),
});

/** What a PATCH may hold. */
export const topicPatchSchema = z.strictObject({
  name: textField.optional(),
  query: queryField.optional(),
  stemming: stemmingField.nullable().optional(),
  paused: z.boolean().optional(),
});
