import { z } from 'zod';
import { shownFeed } from '../config/written-feed.ts';
import type { FetchRecord } from '../domain/feed.ts';
import { feedStates } from '../domain/feed-state.ts';
import type { Db } from '../store/db.ts';
import { listFeeds } from '../store/feeds.ts';
import { listFetches } from '../store/fetches.ts';
import type { App } from './app.ts';
import { feedViewSchema } from './feed-view.ts';
import { needFeed } from './find-feed.ts';
import { problemAnswers } from './problem.ts';
import { idField, limitField } from './query-fields.ts';

const feedParams = z.strictObject({ id: idField });
const text = z.string().nullable();

const feedPageSchema = z
  .object({
    feeds: z.array(feedViewSchema),
    next: text.describe('`after` of the next page; null on the last one.'),
  })
  .meta({ id: 'FeedPage' });

const fetchSchema = z
  .object({
    startedAt: z.string(),
    durationMs: z.number(),
    outcome: z.string().describe('How it ended, e.g. fetched, not-modified, failed, unreadable.'),
    code: text.describe('Why it failed.'),
    status: z.int().nullable().describe('The HTTP status, where one came.'),
    url: z.string(),
    bytes: z.int(),
    items: z.int(),
    itemsNew: z.int(),
    itemsChanged: z.int(),
    message: text,
  })
  .meta({ id: 'Fetch' }) satisfies z.ZodType<FetchRecord>;

/** Feeds to look at: all, one, its fetches. */
export function addFeedRoutes(app: App, db: Db, maxPageSize: number): void {
  app.get(
    '/v1/feeds',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listFeeds',
        tags: ['feeds'],
        summary: 'Feeds by ascending id',
        querystring: z.strictObject({
          after: idField.default('0').describe('`next` of the page before.'),
          limit: limitField(maxPageSize),
          state: z.enum(feedStates).optional().describe('Only feeds in this state.'),
        }),
        response: { 200: feedPageSchema, ...problemAnswers },
      },
    },
    async ({ query: { after, limit, state } }) => {
      const found = await listFeeds(db, { after, limit: limit + 1, state });
      const feeds = found.slice(0, limit).map(shownFeed);
      return { feeds, next: found.length > limit ? (feeds.at(-1)?.id ?? null) : null };
    },
  );

  app.get(
    '/v1/feeds/:id',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getFeed',
        tags: ['feeds'],
        summary: 'A feed and where its polling stands',
        params: feedParams,
        response: { 200: feedViewSchema, ...problemAnswers },
      },
    },
    async ({ params: { id } }) => shownFeed(await needFeed(db, id)),
  );

  app.get(
    '/v1/feeds/:id/fetches',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listFetches',
        tags: ['feeds'],
        summary: "A feed's newest fetches, newest first",
        params: feedParams,
        querystring: z.strictObject({ limit: limitField(maxPageSize) }),
        response: {
          200: z.object({ fetches: z.array(fetchSchema) }).meta({ id: 'FetchLog' }),
          ...problemAnswers,
        },
      },
    },
    async ({ params: { id }, query: { limit } }) => {
      const feed = await needFeed(db, id);
      return { fetches: await listFetches(db, feed.id, limit) };
    },
  );
}
