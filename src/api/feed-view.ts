import { z } from 'zod';
import { feedSchema, makeFeedSchema } from '../config/feed-schema.ts';
import { hiddenValue, writtenSchedule } from '../config/written-feed.ts';
import type { FeedDefinition } from '../domain/feed-definition.ts';
import { feedStates } from '../domain/feed-state.ts';
import { fullTextModes } from '../domain/full-text.ts';
import { origins } from '../domain/origin.ts';
import { type FeedPages, pageUses } from '../domain/page.ts';
import { type FeedPush, pushStates } from '../domain/push.ts';
import { feedRulesSchema } from '../normalize/rules.ts';
import { mergePatch } from './merge-patch.ts';

const text = z.string().nullable();

const feedPushSchema = z
  .object({
    state: z
      .enum(pushStates)
      .describe(
        'How the hub serves; while it is `working`, the feed is polled rarely, else as if there were none.',
      ),
    hub: z.string(),
    leaseUntil: text.describe('Till when the hub promised to push.'),
    pushedAt: text.describe('When the last push came that brought items.'),
    fault: text.describe('Why the hub does not serve, as far as it is known.'),
  })
  .meta({ id: 'FeedPush' }) satisfies z.ZodType<FeedPush>;

const feedPagesSchema = z
  .object({
    use: z.enum(pageUses).describe("`taken` for the article, or why the feed's own text was kept."),
    url: z.string(),
    at: z.string(),
    message: text.describe('The reason in words, where there is more to say.'),
    misses: z.int().describe('How many pages in a row came to nothing.'),
  })
  .meta({ id: 'FeedPages' }) satisfies z.ZodType<FeedPages>;

/** A feed as the API shows it: what operators wrote, as they write it, and where its polling stands. */
export const feedViewSchema = z
  .object({
    id: z.string(),
    key: z.string(),
    origin: z.enum(origins).describe('`file`: config/feeds.yaml says what it is, and the API cannot.'),
    url: z.string(),
    outlet: text,
    section: text,
    language: text,
    every: text.describe('How often it is polled, e.g. 15m; null: as the settings or cron say.'),
    minEvery: text.describe('The shortest interval that its own pace leads to.'),
    maxEvery: text.describe('The longest interval that its own pace or a wish of its publisher leads to.'),
    cron: text,
    timezone: text,
    headers: z.record(z.string(), z.string()).describe(`Names and, for every value, ${hiddenValue}.`),
    rules: z.record(z.string(), z.unknown()).nullable(),
    paused: z.boolean(),
    fullText: z
      .enum(fullTextModes)
      .nullable()
      .describe('Whether the pages of its items are fetched; null: as the settings say.'),
    title: text.describe('As the feed calls itself.'),
    siteUrl: text,
    dueAt: z.string(),
    fetchedAt: text,
    succeededAt: text,
    outcome: text.describe('How the last fetch ended.'),
    failures: z.int().describe('Failed fetches in a row.'),
    failingSince: text,
    fault: text.describe('Why the last fetch failed; null where it did not.'),
    state: z.enum(feedStates).describe('How polling it goes; of several states the gravest.'),
    stateSince: text,
    movedTo: text.describe('Where permanent redirects lead.'),
    lastNewAt: text.describe('When a poll brought something new last.'),
    newPerHour: z.number().nullable().describe('How many new items an hour brings, estimated.'),
    keyFallback: z
      .object({
        by: z.enum(['url', 'content']).describe('What its items are told apart by instead.'),
        why: z.enum(['repeating', 'changing']),
        since: z.string(),
      })
      .nullable()
      .describe('Why the ids of its items are not believed; null where they are.'),
    push: feedPushSchema.nullable().describe('The WebSub hub that pushes it; null where it is polled alone.'),
    pages: feedPagesSchema
      .nullable()
      .describe('The last page that one of its items asked for; null: none did.'),
  })
  .meta({ id: 'Feed' });

/** A feed as operators write it, with the rules that normalization follows. */
export const writtenFeedSchema = makeFeedSchema(feedRulesSchema);

/** What a PATCH may hold: any part of a feed; null takes a part away. What comes of it is a written feed. */
export const feedPatchSchema = z
  .strictObject(feedSchema.shape)
  .partial()
  .extend({
    headers: z
      .record(z.string(), z.string().nullable(), 'use a map of header names with texts')
      .nullish()
      .describe(`Laid over the feed's headers; a value of ${hiddenValue} stays what it is.`),
  });

export type FeedPatch = z.output<typeof feedPatchSchema>;

/** The feed as an operator would write it with `patch` laid over it (RFC 7396), to be checked by writtenFeedSchema. */
export function patchFeed(feed: FeedDefinition, patch: FeedPatch): unknown {
  const { schedule, key, url, outlet, section, language, headers, rules, paused, fullText } = feed;
  const written = {
    key,
    url,
    outlet,
    section,
    language,
    headers,
    rules,
    paused,
    fullText,
    ...writtenSchedule(schedule),
  };
  return mergePatch(written, { ...otherScheduleRemoved(patch), ...patch, ...patchedHeaders(patch) });
}

/** A feed has one schedule: a new one takes the place of the old one. */
function otherScheduleRemoved({ every, cron, minEvery, maxEvery }: FeedPatch) {
  const bounds = { minEvery: null, maxEvery: null };
  if (every) return { cron: null, timezone: null, ...bounds };
  if (cron) return { every: null, ...bounds };
  return minEvery || maxEvery ? { every: null, cron: null, timezone: null } : {};
}

/** Stored names are in lower case. A hidden value, sent back, is no change. */
function patchedHeaders({ headers }: FeedPatch) {
  if (!headers) return {};
  const changed = Object.entries(headers).filter(([, value]) => value !== hiddenValue);
  return { headers: Object.fromEntries(changed.map(([name, value]) => [name.toLowerCase(), value])) };
}
