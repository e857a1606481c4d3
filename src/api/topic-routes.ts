import { z } from 'zod';
import { WiredeskError } from '../domain/errors.ts';
import type { Topic } from '../domain/topic.ts';
import { type PreviewHit, previewTopic } from '../pipeline/preview-topic.ts';
import { queryOfTopic } from '../pipeline/query-of-topic.ts';
import type { Pool } from '../store/db.ts';
import {
  addTopic,
  changeTopic,
  findTopic,
  listTopics,
  removeTopic,
  type TopicOutcome,
} from '../store/topics.ts';
import { maxQueryChars } from '../topics/parse-query.ts';
import { stemmingLanguages } from '../topics/stem.ts';
import type { App } from './app.ts';
import { problemAnswers } from './problem.ts';
import { idField, limitField, textField, wholeNumber } from './query-fields.ts';

const text = z.string().nullable();
const time = z.string().describe('ISO 8601 UTC.');

/** A query of the language that docs/topics.md describes. */
export const queryField = z
  .string()
  .max(maxQueryChars, `use at most ${maxQueryChars} characters`)
  .describe(
    'A query, as docs/topics.md describes: words, "phrases", AND, OR, NOT, NEAR/5, author:name and more.',
  );

export const stemmingField = z
  .enum(stemmingLanguages, `use ${stemmingLanguages.join(', ')}`)
  .describe('The language in which single words match in all their forms.');

const topicSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    query: z.string(),
    stemming: text,
    paused: z.boolean(),
    createdAt: time,
    changedAt: time,
  })
  .meta({ id: 'Topic' }) satisfies z.ZodType<Topic>;

const previewSchema = z
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

const newTopicSchema = z.strictObject({
  name: textField,
  query: queryField,
  stemming: stemmingField.nullable().default(null),
  paused: z.boolean().default(false),
});

const patchSchema = z.strictObject({
  name: textField.optional(),
  query: queryField.optional(),
  stemming: stemmingField.nullable().optional(),
  paused: z.boolean().optional(),
});

const topicParams = z.strictObject({ id: idField });
const maxDays = 3650;
const usualDays = 7;
const dayMs = 86_400_000;

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
        querystring: z.strictObject({
          query: queryField,
          stemming: stemmingField.optional(),
          days: wholeNumber(1, maxDays).default(usualDays).describe('How many days to look back.'),
          limit: limitField(maxPageSize),
        }),
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
        params: topicParams,
        response: { 200: topicSchema, ...problemAnswers },
      },
    },
    async ({ params: { id } }) => needTopic(pool, id),
  );

  app.post(
    '/v1/topics',
    {
      config: { scope: 'operate' },
      schema: {
        operationId: 'addTopic',
        tags: ['topics'],
        summary: 'Adds a topic, which events match from now on',
        description: '409 when a topic has its name already.',
        body: newTopicSchema,
        response: { 201: topicSchema, ...problemAnswers },
      },
    },
    async ({ body }, reply) => {
      queryOfTopic(body);
      const topic = needStored(await addTopic(pool, body, now()), body.name);
      reply.code(201).header('location', `/v1/topics/${topic.id}`);
      return topic;
    },
  );

  app.patch(
    '/v1/topics/:id',
    {
      config: { scope: 'operate' },
      schema: {
        operationId: 'changeTopic',
        tags: ['topics'],
        summary: 'Changes a topic; what it matched stays',
        description: 'Fields that are left out stay. 409 when another topic has the name.',
        params: topicParams,
        body: patchSchema,
        response: { 200: topicSchema, ...problemAnswers },
      },
    },
    async ({ params: { id }, body }) => {
      const known = await needTopic(pool, id);
      const definition = {
        name: body.name ?? known.name,
        query: body.query ?? known.query,
        stemming: body.stemming === undefined ? known.stemming : body.stemming,
        paused: body.paused ?? known.paused,
      };
      queryOfTopic(definition);
      return needStored(await changeTopic(pool, id, definition, now()), definition.name);
    },
  );

  app.delete(
    '/v1/topics/:id',
    {
      config: { scope: 'operate' },
      schema: {
        operationId: 'removeTopic',
        tags: ['topics'],
        summary: 'Removes a topic, and the record of what it matched',
        description: '409 while a subscription or an output is of it.',
        params: topicParams,
        response: { 204: z.undefined().describe('Removed.'), ...problemAnswers },
      },
    },
    async ({ params: { id } }, reply) => {
      const removal = await removeTopic(pool, id);
      if (removal === 'unknown') throw noTopic(id);
      if (removal === 'in-use')
        throw new WiredeskError('conflict', `subscriptions or outputs are of topic ${id}; end them first`);
      return reply.code(204).send();
    },
  );
}

/** The topic with this id or name. @throws WiredeskError not-found */
export async function needTopic(pool: Pool, reference: string): Promise<Topic> {
  const topic = await findTopic(pool, reference);
  if (!topic) throw noTopic(reference);
  return topic;
}

function needStored(outcome: TopicOutcome, name: string): Topic {
  if (outcome.kind === 'stored') return outcome.topic;
  if (outcome.kind === 'unknown') throw noTopic(name);
  throw new WiredeskError('conflict', `a topic is called ${JSON.stringify(name)} already`);
}

function noTopic(reference: string): WiredeskError {
  return new WiredeskError('not-found', `there is no topic ${reference}`);
}
