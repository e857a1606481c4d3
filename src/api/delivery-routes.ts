import { z } from 'zod';
import { WiredeskError } from '../domain/errors.ts';
import { deliveryStates } from '../domain/subscription.ts';
import type { Pool } from '../store/db.ts';
import { findDelivery, listDeliveries, redeliver } from '../store/deliveries.ts';
import type { App } from './app.ts';
import { needSubscription } from './find-subscription.ts';
import { problemAnswers } from './problem.ts';
import { idField, limitField, timeField } from './query-fields.ts';
import { deliverySchema, triedDeliverySchema } from './subscription-view.ts';

const tags = ['subscriptions'];
const operate = { config: { scope: 'operate' } } as const;
const params = z.strictObject({ id: idField });
const maxIds = 1000;

const redeliveryBody = z.union(
  [
    z.strictObject({ ids: z.array(idField).min(1).max(maxIds) }),
    z.strictObject({ since: timeField, until: timeField }),
  ],
  'use either ids, or since and until',
);

/** What a subscription was told, what it could not be told, and telling it again. */
export function addDeliveryRoutes(app: App, pool: Pool, maxPageSize: number, now: () => Date): void {
  app.get(
    '/v1/subscriptions/:id/deliveries',
    {
      ...operate,
      schema: {
        operationId: 'listDeliveries',
        tags,
        summary: 'The deliveries of a subscription, newest first',
        params,
        querystring: z.strictObject({
          after: idField.optional().describe('Only those older than this one.'),
          state: z.enum(deliveryStates, `use ${deliveryStates.join(', ')}`).optional(),
          limit: limitField(maxPageSize),
        }),
        response: {
          200: z
            .object({ deliveries: z.array(deliverySchema), next: z.string().nullable() })
            .meta({ id: 'DeliveryPage' }),
          ...problemAnswers,
        },
      },
    },
    async ({ params: { id }, query: { after = null, state = null, limit } }) => {
      const { id: subscriptionId } = await needSubscription(pool, id);
      const found = await listDeliveries(pool, { subscriptionId, state, after }, limit + 1);
      const deliveries = found.slice(0, limit);
      return { deliveries, next: found.length > limit ? (deliveries.at(-1)?.id ?? null) : null };
    },
  );

  app.get(
    '/v1/subscriptions/:id/deliveries/:delivery',
    {
      ...operate,
      schema: {
        operationId: 'getDelivery',
        tags,
        summary: 'A delivery with its tries',
        params: params.extend({ delivery: idField }),
        response: { 200: triedDeliverySchema, ...problemAnswers },
      },
    },
    async ({ params: { id, delivery } }) => {
      const found = await findDelivery(pool, id, delivery);
      if (!found) throw new WiredeskError('not-found', `subscription ${id} has no delivery ${delivery}`);
      return found;
    },
  );

  app.post(
    '/v1/subscriptions/:id/redeliver',
    {
      ...operate,
      schema: {
        operationId: 'redeliver',
        tags,
        summary: 'Makes deliveries again: these, or those of a time',
        params,
        body: redeliveryBody,
        response: {
          200: z.object({ deliveries: z.int().describe('How many are made again.') }),
          ...problemAnswers,
        },
      },
    },
    async ({ params: { id }, body }) => {
      await needSubscription(pool, id);
      return { deliveries: await redeliver(pool, id, body, now()) };
    },
  );
}
