import { z } from 'zod';
import type { Pool } from '../store/db.ts';
import { listSubscriptions } from '../store/subscriptions.ts';
import type { App } from './app.ts';
import { needSubscription } from './find-subscription.ts';
import { problemAnswers } from './problem.ts';
import { idField, limitField } from './query-fields.ts';
import { subscriptionSchema } from './subscription-view.ts';

const tags = ['subscriptions'];
const operate = { config: { scope: 'operate' } } as const;

/** Who is told of what, and where. */
export function addSubscriptionRoutes(app: App, pool: Pool, maxPageSize: number): void {
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
        params: z.strictObject({ id: idField }),
        response: { 200: subscriptionSchema, ...problemAnswers },
      },
    },
    async ({ params: { id } }) => needSubscription(pool, id),
  );
}
