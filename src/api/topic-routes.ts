import { z } from 'zod';
import { type PreviewHit, previewTopic } from '../pipeline/preview-topic.ts';
import { queryOfTopic } from '../pipeline/query-of-topic.ts';
import type { Pool } from '../store/db.ts';
import { listTopics } from '../store/topics.ts';
import type { App } from './app.ts';
import { needTopic } from './find-topic.ts';
import { problemAnswers } from './problem.ts';
import { idField, limitField, wholeNumber } from './query-fields.ts';
import { queryField, stemmingField, topicSchema } from './topic-view.ts';

const text = z.string().nullable();

/** What a query would have caught, and why. */
export const previewSchema = z
  .object({
    matches: z.int().describe('How many articles match.'),
    hits: z
      .array(
        z.object({
          articleId: z.string(),
          title: text,
          url: text,
          outlet: text,
          publishedAt: text,
          firstSeenAt: text,
          reasons: z.array(
            z.object({
              clause: z.string().describe('A part of the query that holds.'),
              field: text.describe('Where.'),
              excerpt: text.describe('What stands there, with «marks».'),
            }),
          ),
        }),
      )
      .describe('The newest.'),
  })
  .meta({ id: 'TopicPreview' }) satisfies z.ZodType<{ matches: number; hits: PreviewHit[] }>;

const maxDays = 3650;
const usualDays = 7;
const dayMs = 86_400_000;

/** What to try on the last days. */
export const previewFields = {
  query: queryField,
  stemming: stemmingField.optional(),
  days: wholeNumber(1, maxDays).default(usualDays).describe('How many days to look back.'),
};

/** Topics: named queries that new events are matched against. */
export function addTopicRoutes(app: App, pool: Pool, maxPageSize: number, now: () => Date): void {
  app.get(
    '/v1/topics',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listTopics',
        tags: ['topics'],
        summary: 'All topics by name',
        response: {
          200: z.object({ topics: z.array(topicSchema) }).meta({ id: 'Topics' }),
          ...problemAnswers,
        },
      },
    },
    async () => ({ topics: await listTopics(pool) }),
  );

  app.get(
    '/v1/topics/preview',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'previewTopic',
        tags: ['topics'],
        summary: 'What a query would have caught in the last days, and why each article matches',
        querystring: z.strictObject({ ...previewFields, limit: limitField(maxPageSize) }),
        response: { 200: previewSchema, ...problemAnswers },
      },
    },
    async ({ query: { query, stemming = null, days, limit } }) =>
      previewTopic(pool, queryOfTopic({ query, stemming }), new Date(now().getTime() - days * dayMs), limit),
  );

  app.get(
    '/v1/topics/:id',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getTopic',
        tags: ['topics'],
        summary: 'A topic',
        params: z.strictObject({ id: idField }),
        response: { 200: topicSchema, ...problemAnswers },
      },
    },
    async ({ params: { id } }) => needTopic(pool, id),
  );
}
