import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { channelOf, definitionFault } from '../deliver/definition-fault.ts';
import { makeKey, makeSecret, secretBytes } from '../deliver/make-secret.ts';
import { WiredeskError } from '../domain/errors.ts';
import type { Subscription } from '../domain/subscription.ts';
import type { Channels } from '../pipeline/channels.ts';
import { pingTarget } from '../pipeline/ping-target.ts';
import type { Db, Pool } from '../store/db.ts';
import { isUniqueViolation } from '../store/pg-errors.ts';
import {
  addSubscription,
  changeSubscription,
  findSubscription,
  listSubscriptions,
  removeSubscription,
  rotateSecret,
} from '../store/subscriptions.ts';
import type { App } from './app.ts';
import { problemAnswers } from './problem.ts';
import { idField, limitField, wholeNumber } from './query-fields.ts';
import {
  secretField,
  subscriptionPatchSchema,
  subscriptionSchema,
  writtenSubscriptionSchema,
} from './subscription-view.ts';
import { needTopic } from './topic-routes.ts';

export interface SubscriptionRouteDeps {
  pool: Pool;
  channels: Channels;
  now: () => Date;
  maxPageSize: number;
}

const defaultOverlapHours = 24;

const tags = ['subscriptions'];
const operate = { config: { scope: 'operate' } } as const;
const params = z.strictObject({ id: idField });
const withSecret = subscriptionSchema
  .extend({ secret: secretField.nullable() })
  .meta({ id: 'NewSubscription' });

/** Who is told of what, and where. */
export function addSubscriptionRoutes(app: App, deps: SubscriptionRouteDeps): void {
  const { pool, now, maxPageSize } = deps;
  app.get(
    '/v1/subscriptions',
    {
      ...operate,
      schema: {
        operationId: 'listSubscriptions',
        tags,
        summary: 'Subscriptions, and how they go',
        querystring: z.strictObject({ after: idField.default('0'), limit: limitField(maxPageSize) }),
        response: {
          200: z
            .object({ subscriptions: z.array(subscriptionSchema), next: z.string().nullable() })
            .meta({ id: 'SubscriptionPage' }),
          ...problemAnswers,
        },
      },
    },
    async ({ query: { after, limit } }) => {
      const found = await listSubscriptions(pool, after, limit + 1);
      const subscriptions = found.slice(0, limit);
      return { subscriptions, next: found.length > limit ? (subscriptions.at(-1)?.id ?? null) : null };
    },
  );

  app.get(
    '/v1/subscriptions/:id',
    {
      ...operate,
      schema: {
        operationId: 'getSubscription',
        tags,
        summary: 'A subscription, and how it goes',
        params,
        response: { 200: subscriptionSchema, ...problemAnswers },
      },
    },
    async ({ params: { id } }) => needSubscription(pool, id),
  );

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
  addChangeRoutes(app, deps);
}

function addChangeRoutes(app: App, { pool, channels, now }: SubscriptionRouteDeps): void {
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
      const { url = before.url, batchSize = before.batchSize, pace = before.pace } = body;
      assertDefinition({ channel, url, batchSize, pace });
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

  app.post(
    '/v1/subscriptions/:id/secret',
    {
      ...operate,
      schema: {
        operationId: 'rotateSecret',
        tags,
        summary: 'Makes a new secret; for a while calls are signed with the old one too',
        params,
        body: z.strictObject({
          overlapHours: wholeNumber(0, 720)
            .default(defaultOverlapHours)
            .describe('For how many hours both secrets sign.'),
        }),
        response: { 200: z.object({ secret: secretField }), ...problemAnswers },
      },
    },
    async ({ params: { id }, body: { overlapHours } }) => {
      const { channel } = await needSubscription(pool, id);
      if (channel !== 'webhook') throw new WiredeskError('invalid-input', `no ${channel} is signed`);
      const secret = makeSecret(randomBytes(secretBytes));
      const until = new Date(now().getTime() + overlapHours * 3_600_000);
      if (!(await rotateSecret(pool, id, secret, until))) throw noSubscription(id);
      return { secret };
    },
  );

  app.post(
    '/v1/subscriptions/:id/ping',
    {
      ...operate,
      schema: {
        operationId: 'pingSubscription',
        tags,
        summary: 'Calls the target with a message that is only a test, and says what it answers',
        params,
        response: {
          200: z.object({
            taken: z.boolean(),
            status: z.int().nullable().describe('Of HTTP or SMTP; null: there was no answer.'),
            durationMs: z.int(),
            message: z.string().describe('How the answer begins, or what is wrong.'),
          }),
          ...problemAnswers,
        },
      },
    },
    async ({ params: { id } }) => {
      const ping = await pingTarget({ db: pool, channels, now }, id);
      if (!ping) throw noSubscription(id);
      return ping;
    },
  );
}

/** @throws WiredeskError invalid-input where the parts do not go together. */
function assertDefinition(definition: Parameters<typeof definitionFault>[0]): void {
  const fault = definitionFault(definition);
  if (fault) throw new WiredeskError('invalid-input', fault);
}

/** The subscription with this id. @throws WiredeskError not-found */
export async function needSubscription(db: Db, id: string): Promise<Subscription> {
  const subscription = await findSubscription(db, id);
  if (!subscription) throw noSubscription(id);
  return subscription;
}

function noSubscription(id: string): WiredeskError {
  return new WiredeskError('not-found', `there is no subscription ${id}`);
}

function nameTaken(name: string): WiredeskError {
  return new WiredeskError('conflict', `a subscription has the name ${name} already`);
}
