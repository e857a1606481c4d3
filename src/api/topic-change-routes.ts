import { z } from 'zod';
import { WiredeskError } from '../domain/errors.ts';
import type { Topic } from '../domain/topic.ts';
import { queryOfTopic } from '../pipeline/query-of-topic.ts';
import type { Pool } from '../store/db.ts';
import { addTopic, changeTopic, removeTopic, type TopicOutcome } from '../store/topics.ts';
import type { App } from './app.ts';
import { needTopic, noTopic } from './find-topic.ts';
import { problemAnswers } from './problem.ts';
import { idField } from './query-fields.ts';
import { topicPatchSchema, topicSchema, writtenTopicSchema } from './topic-view.ts';

const topicParams = z.strictObject({ id: idField });

/** Adding, changing and removing topics. */
export function addTopicChangeRoutes(app: App, pool: Pool, now: () => Date): void {
  app.post(
    '/v1/topics',
    {
      config: { scope: 'operate' },
      schema: {
        operationId: 'addTopic',
        tags: ['topics'],
        summary: 'Adds a topic, which events match from now on',
        description: '409 when a topic has its name already.',
        body: writtenTopicSchema,
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
        body: topicPatchSchema,
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
        description: '409 while a subscription, an output or a consumer is of it.',
        params: topicParams,
        response: { 204: z.undefined().describe('Removed.'), ...problemAnswers },
      },
    },
    async ({ params: { id } }, reply) => {
      const removal = await removeTopic(pool, id);
      if (removal === 'unknown') throw noTopic(id);
      if (removal === 'in-use')
        throw new WiredeskError(
          'conflict',
          `subscriptions, outputs or consumers are of topic ${id}; end them first`,
        );
      return reply.code(204).send();
    },
  );
}

function needStored(outcome: TopicOutcome, name: string): Topic {
  if (outcome.kind === 'stored') return outcome.topic;
  if (outcome.kind === 'unknown') throw noTopic(name);
  throw new WiredeskError('conflict', `a topic is called ${JSON.stringify(name)} already`);
}
