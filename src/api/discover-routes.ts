import { z } from 'zod';
import type { App } from './app.ts';
import type { Discover } from './discover.ts';
import { namedFeedSchema, problemAnswers } from './problem.ts';
import { urlField } from './query-fields.ts';

/** The feeds of a site that is not followed yet. */
export function addDiscoverRoutes(app: App, discover: Discover): void {
  app.get(
    '/v1/discover',
    {
      config: { scope: 'operate' },
      schema: {
        operationId: 'discoverFeeds',
        tags: ['feeds'],
        summary: 'The feeds of a site, by the address of one of its pages',
        description:
          'Those that the page names; where it names none, the first that stands at a usual address. The address of a feed is ' +
          'that feed alone. Nothing is stored. 502 where there is none, or the address cannot be reached.',
        querystring: z.strictObject({ url: urlField }),
        response: { 200: z.object({ feeds: z.array(namedFeedSchema) }), ...problemAnswers },
      },
    },
    async ({ query: { url } }) => ({ feeds: [...(await discover({ url, headers: {} }))] }),
  );
}
