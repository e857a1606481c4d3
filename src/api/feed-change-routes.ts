import { z } from 'zod';
import { toFeedDefinition } from '../config/feed-schema.ts';
import { shownFeed } from '../config/written-feed.ts';
import { WiredeskError } from '../domain/errors.ts';
import type { FeedDefinition } from '../domain/feed-definition.ts';
import { addFeeds, changeFeed, removeFeed } from '../store/change-feeds.ts';
import type { Pool } from '../store/db.ts';
import { requestFetch } from '../store/request-fetch.ts';
import type { App } from './app.ts';
import type { Discover } from './discover.ts';
import { feedPatchSchema, feedViewSchema, patchFeed, writtenFeedSchema } from './feed-view.ts';
import { needFeed, needOperatorsFeed, noFeed } from './find-feed.ts';
import { parseBody } from './invalid-input.ts';
import { problemAnswers } from './problem.ts';
import { idField } from './query-fields.ts';
import { SeveralFeeds } from './several-feeds.ts';

const feedParams = z.strictObject({ id: idField });

const discoverField = z
  .enum(['true', 'false'], 'use true or false')
  .default('false')
  .transform((text) => text === 'true')
  .describe('`true`: the url may be that of a page of a site; the one feed that it has is added.');

/** The definition with the address of the one feed that stands where it points. */
async function discovered(discover: Discover, written: FeedDefinition): Promise<FeedDefinition> {
  const feeds = await discover(written);
  const [feed, ...others] = feeds;
  if (!feed || others.length > 0) throw new SeveralFeeds(written.url, feeds);
  if (feed.url !== written.url && Object.keys(written.headers).length > 0)
    throw new WiredeskError(
      'conflict',
      `the feed is ${feed.url}; headers are for the url of a feed: give that`,
    );
  return { ...written, url: feed.url, key: written.key === written.url ? feed.url : written.key };
}

/** What operators do with feeds: add, change, remove, fetch now. */
export function addFeedChangeRoutes(app: App, pool: Pool, now: () => Date, discover: Discover): void {
  app.post(
    '/v1/feeds',
    {
      config: { scope: 'operate' },
      schema: {
        operationId: 'addFeed',
        tags: ['feeds'],
        summary: 'Adds a feed, which is fetched at once',
        description:
          '409 when a feed has its key or its url already, and where `discover` finds several feeds, which the problem lists.',
        querystring: z.strictObject({ discover: discoverField }),
        body: writtenFeedSchema,
        response: { 201: feedViewSchema, ...problemAnswers },
      },
    },
    async ({ body, query }, reply) => {
      const written = toFeedDefinition(body);
      const definition = query.discover ? await discovered(discover, written) : written;
      const { added } = await addFeeds(pool, [definition], now());
      const [feed] = added;
      if (!feed) {
        throw new WiredeskError(
          'conflict',
          `a feed has the key ${definition.key} or the url ${definition.url} already`,
        );
      }
      reply.code(201).header('location', `/v1/feeds/${feed.id}`);
      return shownFeed(feed);
    },
  );

  app.patch(
    '/v1/feeds/:id',
    {
      config: { scope: 'operate' },
      schema: {
        operationId: 'changeFeed',
        tags: ['feeds'],
        summary: 'Changes a feed, which is fetched at once',
        description: 'A JSON merge patch (RFC 7396). 409 for a feed of config/feeds.yaml.',
        consumes: ['application/json', 'application/merge-patch+json'],
        params: feedParams,
        body: feedPatchSchema,
        response: { 200: feedViewSchema, ...problemAnswers },
      },
    },
    async ({ params: { id }, body }) => {
      const feed = await needOperatorsFeed(pool, id);
      const definition = toFeedDefinition(parseBody(writtenFeedSchema, patchFeed(feed, body)));
      const changed = await changeFeed(pool, id, definition, now());
      if (!changed) throw noFeed(id);
      return shownFeed(changed);
    },
  );

  app.delete(
    '/v1/feeds/:id',
    {
      config: { scope: 'operate' },
      schema: {
        operationId: 'removeFeed',
        tags: ['feeds'],
        summary: 'Removes a feed; what it brought stays',
        description: '409 for a feed of config/feeds.yaml.',
        params: feedParams,
        response: { 204: z.undefined().describe('Removed.'), ...problemAnswers },
      },
    },
    async ({ params: { id } }, reply) => {
      await needOperatorsFeed(pool, id);
      if (!(await removeFeed(pool, id, now()))) throw noFeed(id);
      return reply.code(204).send();
    },
  );

  app.post(
    '/v1/feeds/:id/fetch',
    {
      config: { scope: 'operate' },
      schema: {
        operationId: 'fetchFeed',
        tags: ['feeds'],
        summary: 'Makes a feed due now',
        description:
          'The scheduler takes it at its next tick; /v1/feeds/{id}/fetches shows how it went. 409 when it is paused.',
        params: feedParams,
        response: { 202: feedViewSchema, ...problemAnswers },
      },
    },
    async ({ params: { id } }, reply) => {
      const { paused } = await needFeed(pool, id);
      if (paused) throw new WiredeskError('conflict', `feed ${id} is paused; set paused to false first`);
      await requestFetch(pool, id, now());
      reply.code(202);
      return shownFeed(await needFeed(pool, id));
    },
  );
}
