import { z } from 'zod';
import { WiredeskError } from '../domain/errors.ts';
import type { Pool } from '../store/db.ts';
import { listMutedStories, type MutedStory, muteStory, unmuteStory } from '../store/muted-stories.ts';
import type { App } from './app.ts';
import { needSubscription } from './find-subscription.ts';
import { problemAnswers } from './problem.ts';
import { idField } from './query-fields.ts';

const tags = ['subscriptions'];
const operate = { config: { scope: 'operate' } } as const;
const params = z.strictObject({ id: idField });
const storyParams = params.extend({ story: idField });
const muted = z
  .object({ storyId: z.string(), mutedAt: z.string() })
  .meta({ id: 'MutedStory' }) satisfies z.ZodType<MutedStory>;
const noContent = z.undefined();

/** Stories of which a subscription wants to hear nothing more. */
export function addMuteRoutes(app: App, pool: Pool, now: () => Date): void {
  app.get(
    '/v1/subscriptions/:id/mutes',
    {
      ...operate,
      schema: {
        operationId: 'listMutedStories',
        tags,
        summary: 'The stories that a subscription has muted',
        params,
        response: { 200: z.object({ stories: z.array(muted) }), ...problemAnswers },
      },
    },
    async ({ params: { id } }) => {
      await needSubscription(pool, id);
      return { stories: await listMutedStories(pool, id) };
    },
  );

  app.put(
    '/v1/subscriptions/:id/mutes/:story',
    {
      ...operate,
      schema: {
        operationId: 'muteStory',
        tags,
        summary: 'Mutes a story: from now on no notices of it come',
        description: 'Corrections and kills of what was told of it still do, and what waits already.',
        params: storyParams,
        response: { 204: noContent.describe('Muted.'), ...problemAnswers },
      },
    },
    async ({ params: { id, story } }, reply) => {
      await needSubscription(pool, id);
      if (!(await muteStory(pool, id, story, now())))
        throw new WiredeskError('not-found', `there is no story ${story}`);
      return reply.code(204).send();
    },
  );

  app.delete(
    '/v1/subscriptions/:id/mutes/:story',
    {
      ...operate,
      schema: {
        operationId: 'unmuteStory',
        tags,
        summary: 'Lets a subscription hear of a story again',
        params: storyParams,
        response: { 204: noContent.describe('Not muted any more.'), ...problemAnswers },
      },
    },
    async ({ params: { id, story } }, reply) => {
      await needSubscription(pool, id);
      if (!(await unmuteStory(pool, id, story)))
        throw new WiredeskError('not-found', `story ${story} is not muted`);
      return reply.code(204).send();
    },
  );
}
