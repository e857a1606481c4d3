import { z } from 'zod';
import {
  type Delivery,
  type DeliveryAttempt,
  deliveryStates,
  noticePolicies,
  type Subscription,
  subscriptionStates,
} from '../domain/subscription.ts';
import { textField, urlField, wholeNumber } from './query-fields.ts';

const text = z.string().nullable();
const maxBatchSize = 100;

const noticesDescription =
  '`articles`: everything that happens to every article; `stories`: the first article of each story; `updates`: that, and what ' +
  "happens to the story's articles later. Corrections and kills reach whoever was told of the article.";

const fields = {
  name: textField,
  url: urlField.describe('What is called back.'),
  notices: z.enum(noticePolicies).describe(noticesDescription),
  batchSize: wholeNumber(1, maxBatchSize).describe(
    'How many events one call may bring; 1: each comes alone.',
  ),
};

/** A subscription as operators write it. */
export const writtenSubscriptionSchema = z.strictObject({
  ...fields,
  topic: textField
    .nullish()
    .describe('The name or id of the topic it is told of; without one it is told of everything.'),
  notices: fields.notices.default('articles'),
  batchSize: fields.batchSize.default(1),
});

/** What a PATCH may hold. */
export const subscriptionPatchSchema = z
  .strictObject({
    ...fields,
    state: z.enum(['active', 'paused'], 'use active or paused').describe('active: what waits is delivered.'),
  })
  .partial();

/** A subscription as the API shows it, without its secrets. */
export const subscriptionSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    topicId: text.describe('null: it is told of every event.'),
    url: z.string(),
    notices: fields.notices,
    batchSize: z.int(),
    state: z
      .enum(subscriptionStates)
      .describe('`failing`: given up, for its target took nothing for days; `gone`: its target said 410.'),
    fault: text.describe('Why, or why the last call failed.'),
    failingSince: text,
    waiting: z.int().describe('Deliveries that wait for their first or next call.'),
    dead: z.int().describe('Deliveries that were given up; they can be made again.'),
    deliveredAt: text,
    createdAt: z.string(),
  })
  .meta({ id: 'Subscription' }) satisfies z.ZodType<Subscription>;

/** The one time that a secret is shown. */
export const secretField = z
  .string()
  .describe('Calls are signed with it (Standard Webhooks). It is shown this once.');

/** A delivery as the API shows it. */
export const deliverySchema = z
  .object({
    id: z.string(),
    subscriptionId: z.string(),
    cursor: z.string().describe("The event's."),
    articleId: z.string(),
    state: z.enum(deliveryStates),
    messageId: text.describe('The header webhook-id; the same at every try.'),
    attempts: z.int(),
    dueAt: z.string(),
    createdAt: z.string(),
  })
  .meta({ id: 'Delivery' }) satisfies z.ZodType<Delivery>;

const trySchema = z.object({
  at: z.string(),
  durationMs: z.int(),
  status: z.int().nullable().describe('Of HTTP; null: there was no answer.'),
  fault: text.describe('null: it was taken.'),
  answer: text.describe('How the answer begins.'),
}) satisfies z.ZodType<DeliveryAttempt>;

/** A delivery with its tries. */
export const triedDeliverySchema = deliverySchema
  .extend({ tries: z.array(trySchema).describe('Oldest first, 100 at most.') })
  .meta({ id: 'TriedDelivery' });
