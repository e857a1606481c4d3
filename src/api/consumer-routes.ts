import { z } from 'zod';
import type { Consumer } from '../domain/consumer.ts';
import { WiredeskError } from '../domain/errors.ts';
import { eventTypes } from '../domain/event.ts';
import { listConsumers, putConsumer, removeConsumer } from '../store/consumers.ts';
import type { Pool } from '../store/db.ts';
import { findLogHead } from '../store/events.ts';
import type { App } from './app.ts';
import { needFeed } from './find-feed.ts';
import { needTopic } from './find-topic.ts';
import { refuseCursorAhead } from './log-fields.ts';
import { problemAnswers } from './problem.ts';
import { idField, textField } from './query-fields.ts';

const useName = 'use a name of 1 to 100 letters, digits, dots, hyphens and underscores';
/** What a consumer is called. */
export const consumerNameField = z.string(useName).regex(/^[\w.-]{1,100}$/, useName);
const text = z.string().nullable();

const consumerSchema = z
  .object({
    name: z.string(),
    types: z.array(z.enum(eventTypes)).nullable().describe('Only events of these types.'),
    feedId: text.describe('Only events of articles seen in this feed.'),
    topicId: text.describe('Only events that concern this topic.'),
    acked: z.string().describe('Everything up to this cursor is done.'),
    leased: z.string().describe('Everything up to this cursor was given out.'),
    leases: z.int().describe('How many leases are out, expired ones included.'),
    behind: z.int().describe('How many events the log has after `acked`.'),
    createdAt: z.string(),
    usedAt: text,
  })
  .meta({ id: 'Consumer' }) satisfies z.ZodType<Consumer>;

const consumerBody = z.strictObject({
  after: idField
    .nullish()
    .describe('Starts, or starts again, after this cursor; a new consumer without it starts at 0.'),
  types: z.array(z.enum(eventTypes)).min(1).max(eventTypes.length).nullish(),
  feedId: idField.nullish(),
  topic: textField.nullish().describe('Only events that concern the topic with this id or name.'),
});

const params = z.strictObject({ name: consumerNameField });
const shared = { config: { scope: 'read' } } as const;
const noContent = { 204: z.undefined().describe('Done.'), ...problemAnswers };

/** Places in the log that are kept here, and shared by the workers of a service. */
export function addConsumerRoutes(app: App, pool: Pool, now: () => Date): void {
  app.get(
    '/v1/consumers',
    {
      ...shared,
      schema: {
        operationId: 'listConsumers',
        tags: ['events'],
        summary: 'Who keeps a place in the log here, and how far behind they are',
        response: { 200: z.object({ consumers: z.array(consumerSchema) }), ...problemAnswers },
      },
    },
    async () => ({ consumers: await listConsumers(pool) }),
  );

  app.get(
    '/v1/consumers/:name',
    {
      ...shared,
      schema: {
        operationId: 'getConsumer',
        tags: ['events'],
        summary: 'Where a consumer stands',
        params,
        response: { 200: consumerSchema, ...problemAnswers },
      },
    },
    async ({ params: { name } }) => needConsumer(pool, name),
  );

  app.put(
    '/v1/consumers/:name',
    {
      ...shared,
      schema: {
        operationId: 'putConsumer',
        tags: ['events'],
        summary: 'Makes a consumer, changes which events are for it, or moves it to another place in the log',
        params,
        body: consumerBody,
        response: { 200: consumerSchema, ...problemAnswers },
      },
    },
    async ({ params: { name }, body: { after = null, types = null, feedId = null, topic = null } }) => {
      if (feedId !== null) await needFeed(pool, feedId);
      if (after !== null) refuseCursorAhead(after, await findLogHead(pool), 'body');
      const topicId = topic === null ? null : (await needTopic(pool, topic)).id;
      await putConsumer(pool, { name, types, feedId, topicId, acked: after }, now());
      return needConsumer(pool, name);
    },
  );

  app.delete(
    '/v1/consumers/:name',
    {
      ...shared,
      schema: {
        operationId: 'removeConsumer',
        tags: ['events'],
        summary: 'Forgets a consumer',
        params,
        response: noContent,
      },
    },
    async ({ params: { name } }, reply) => {
      if (!(await removeConsumer(pool, name))) throw noConsumer(name);
      return reply.code(204).send();
    },
  );
}

async function needConsumer(pool: Pool, name: string): Promise<Consumer> {
  const [consumer] = await listConsumers(pool, name);
  if (!consumer) throw noConsumer(name);
  return consumer;
}

/** There is no consumer of this name. */
export function noConsumer(name: string): WiredeskError {
  return new WiredeskError('not-found', `there is no consumer ${name}; PUT /v1/consumers/${name} makes it`);
}
