import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { channelOf, definitionFault } from '../deliver/definition-fault.ts';
import { makeKey, secretBytes } from '../deliver/make-secret.ts';
import { WiredeskError } from '../domain/errors.ts';
import type { Pool } from '../store/db.ts';
import { isUniqueViolation } from '../store/pg-errors.ts';
import { addSubscription, changeSubscription, removeSubscription } from '../store/subscriptions.ts';
import type { App } from './app.ts';
import { needSubscription, noSubscription } from './find-subscription.ts';
import { needTopic } from './find-topic.ts';
import { problemAnswers } from './problem.ts';
import { idField } from './query-fields.ts';
import {
  secretField,
  subscriptionPatchSchema,
  subscriptionSchema,
  writtenSubscriptionSchema,
} from './subscription-view.ts';

const tags = ['subscriptions'];
const operate = { config: { scope: 'operate' } } as const;
const params = z.strictObject({ id: idField });
const withSecret = subscriptionSchema
  .extend({ secret: secretField.nullable() })
  .meta({ id: 'NewSubscription' });

/** Adding, changing and ending subscriptions. */
export function addSubscriptionChangeRoutes(app: App, pool: Pool, now: () => Date): void {
  app.post(
    '/v1/subscriptions',
    {
      ...operate,
      schema: {
        operationId: 'addSubscription',
        tags,
        summary:
          'Subscribes a webhook, a chat or an e-mail address, which is told of what happens from now on',
        description:
          'Calls of webhooks follow Standard Webhooks 1.0, those of chats are what incoming webhooks of Slack take. 409 when a subscription has the name already.',
        body: writtenSubscriptionSchema,
        response: { 201: withSecret, ...problemAnswers },
      },
    },
    async ({ body: { topic, ...body } }, reply) => {
      const topicId = topic ? (await needTopic(pool, topic)).id : null;
      const definition = { ...body, channel: body.channel ?? channelOf(body.url), topicId };
      assertDefinition(definition);
      const key = makeKey(definition.channel, randomBytes(secretBytes));
      const added = await addSubscription(pool, definition, key, now());
      if (!added) throw nameTaken(body.name);
      reply.code(201).header('location', `/v1/subscriptions/${added.id}`);
      return { ...added, secret: definition.channel === 'webhook' ? key : null };
    },
  );
  app.patch(
    '/v1/subscriptions/:id',
    {
      ...operate,
      schema: {
        operationId: 'changeSubscription',
        tags,
        summary: 'Changes, pauses or resumes a subscription',
        description:
          'While it is paused, failing or gone, what it is to be told waits for it. A pace is changed as a whole.',
        params,
        body: subscriptionPatchSchema,
        response: { 200: subscriptionSchema, ...problemAnswers },
      },
    },
    async ({ params: { id }, body }) => {
      const { channel, ...before } = await needSubscription(pool, id);
      const {
        url = before.url,
        batchSize = before.batchSize,
        pace = before.pace,
        owner = before.owner,
      } = body;
      assertDefinition({ channel, url, batchSize, pace, owner });
      try {
        if (!(await changeSubscription(pool, id, body))) throw noSubscription(id);
      } catch (error) {
        throw isUniqueViolation(error) ? nameTaken(body.name ?? '') : error;
      }
      return needSubscription(pool, id);
    },
  );

  app.delete(
    '/v1/subscriptions/:id',
    {
      ...operate,
      schema: {
        operationId: 'removeSubscription',
        tags,
        summary: 'Ends a subscription, with all that waits for it',
        params,
        response: { 204: z.undefined().describe('Removed.'), ...problemAnswers },
      },
    },
    async ({ params: { id } }, reply) => {
      if (!(await removeSubscription(pool, id))) throw noSubscription(id);
      return reply.code(204).send();
    },
  );
}

/** @throws WiredeskError invalid-input where the parts do not go together. */
function assertDefinition(definition: Parameters<typeof definitionFault>[0]): void {
  const fault = definitionFault(definition);
  if (fault) throw new WiredeskError('invalid-input', fault);
}

function nameTaken(name: string): WiredeskError {
  return new WiredeskError('conflict', `a subscription has the name ${name} already`);
}
