import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { makeSecret, secretBytes } from '../deliver/make-secret.ts';
import { WiredeskError } from '../domain/errors.ts';
import type { Channels } from '../pipeline/channels.ts';
import { pingTarget } from '../pipeline/ping-target.ts';
import type { Pool } from '../store/db.ts';
import { rotateSecret } from '../store/subscriptions.ts';
import type { App } from './app.ts';
import { needSubscription, noSubscription } from './find-subscription.ts';
import { problemAnswers } from './problem.ts';
import { idField, wholeNumber } from './query-fields.ts';
import { secretField } from './subscription-view.ts';

export interface SubscriptionTargetDeps {
  pool: Pool;
  channels: Channels;
  now: () => Date;
}

const defaultOverlapHours = 24;

const tags = ['subscriptions'];
const operate = { config: { scope: 'operate' } } as const;
const params = z.strictObject({ id: idField });

/** How the target of a subscription knows a call, and whether it answers one. */
export function addSubscriptionTargetRoutes(app: App, { pool, channels, now }: SubscriptionTargetDeps): void {
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
