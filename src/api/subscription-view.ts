import { z } from 'zod';
import {
  atOnce,
  channels,
  type Delivery,
  type DeliveryAttempt,
  deliveryStates,
  noticePolicies,
  type Subscription,
  subscriptionStates,
  weekdays,
} from '../domain/subscription.ts';
import { textField, wholeNumber } from './query-fields.ts';

const text = z.string().nullable();
const maxBatchSize = 100;

const noticesDescription =
  '`articles`: everything that happens to every article; `stories`: the first article of each story; `updates`: that, and what ' +
  "happens to the story's articles later. Corrections and kills reach whoever was told of the article.";

const useUrl = 'use an http://, https:// or mailto: address';

const paceSchema = z.strictObject({
  timeZone: textField.default(atOnce.timeZone).describe('IANA, for all times here.'),
  digest: textField
    .nullable()
    .default(null)
    .describe('`hourly`, `daily HH:MM` or a cron expression of five fields; null: notices come at once.'),
  quietHours: z
    .strictObject({
      from: textField.describe('HH:MM'),
      to: textField.describe('HH:MM, of the next day where it is not after `from`.'),
      days: z
        .array(z.enum(weekdays))
        .default([...weekdays])
        .describe('On which they begin.'),
    })
    .nullable()
    .default(null)
    .describe('What happens in them comes after them, in one notice.'),
  hourlyCap: z
    .int()
    .nullable()
    .default(null)
    .describe('Notices in any hour at most, from 1 to 1000; what is beyond comes later, in one notice.'),
});

const addressField = z
  .string(useUrl)
  .max(4096, { error: useUrl, abort: true })
  .refine((url) => /^(?:https?|mailto):/i.test(url) && URL.canParse(url), useUrl);

const fields = {
  name: textField,
  url: addressField.describe('What is called: http(s), or of e-mail `mailto:` and one address.'),
  notices: z.enum(noticePolicies).describe(noticesDescription),
  batchSize: wholeNumber(1, maxBatchSize).describe(
    'How many events one call of a webhook may bring; 1: each comes alone.',
  ),
  pace: paceSchema.describe('When notices may come. Of chat and e-mail; webhooks are never held.'),
  owner: addressField
    .nullable()
    .describe(
      'Who is told when it is given up: `mailto:` and one address, or an incoming webhook of a chat. null: nobody.',
    ),
};

const channelField = z
  .enum(channels)
  .describe(
    '`webhook`: signed calls with events; `chat`: notices in the form of incoming webhooks of Slack; `email`. Where it is not ' +
      'said, by the address: `webhook` or `email`.',
  );

/** A subscription as operators write it. */
export const writtenSubscriptionSchema = z.strictObject({
  ...fields,
  topic: textField
    .nullish()
    .describe('The name or id of the topic it is told of; without one it is told of everything.'),
  notices: fields.notices.default('articles'),
  batchSize: fields.batchSize.default(1),
  channel: channelField.optional(),
  pace: fields.pace.default(atOnce),
  owner: fields.owner.default(null),
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
    channel: channelField,
    url: z.string(),
    notices: fields.notices,
    batchSize: z.int(),
    pace: paceSchema,
    owner: text.describe('Who is told when it is given up.'),
    state: z
      .enum(subscriptionStates)
      .describe(
        '`failing`: given up, for its target took nothing for days; `gone`: its target said 410, or the recipient unsubscribed.',
      ),
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
  .describe('Calls of a webhook are signed with it (Standard Webhooks). It is shown this once.');

/** A delivery as the API shows it. */
export const deliverySchema = z
  .object({
    id: z.string(),
    subscriptionId: z.string(),
    cursor: z.string().describe("The event's."),
    articleId: z.string(),
    state: z.enum(deliveryStates),
    messageId: text.describe(
      'The header webhook-id, and the beginning of the Message-ID of a mail; the same at every try.',
    ),
    attempts: z.int(),
    dueAt: z.string(),
    createdAt: z.string(),
  })
  .meta({ id: 'Delivery' }) satisfies z.ZodType<Delivery>;

const trySchema = z.object({
  at: z.string(),
  durationMs: z.int(),
  status: z.int().nullable().describe('Of HTTP or SMTP; null: there was no answer.'),
  fault: text.describe('null: it was taken.'),
  answer: text.describe('How the answer begins.'),
}) satisfies z.ZodType<DeliveryAttempt>;

/** A delivery with its tries. */
export const triedDeliverySchema = deliverySchema
  .extend({ tries: z.array(trySchema).describe('Oldest first, 100 at most.') })
  .meta({ id: 'TriedDelivery' });
