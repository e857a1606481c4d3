import { z } from 'zod';
import { WiredeskError } from '../domain/errors.ts';
import { joinArticles, needDecided, splitArticle } from '../pipeline/decide-stories.ts';
import { type DescribedStory, describeStory } from '../pipeline/describe-story.ts';
import { findArticleRecord } from '../store/articles.ts';
import type { Pool } from '../store/db.ts';
import { listStories, type StorySummary } from '../store/story-list.ts';
import type { App } from './app.ts';
import { articleSchema, killedSchema } from './article-schema.ts';
import { problemAnswers } from './problem.ts';
import { idField, includeKilledField, limitField } from './query-fields.ts';

const text = z.string().nullable();
const time = z.string().describe('ISO 8601 UTC.');

const storySchema = z
  .object({
    id: z.string(),
    size: z.int().describe('Number of articles; 0 once all have left.'),
    leadId: z.string(),
    title: text.describe("The lead's."),
    killedId: text.describe('An article of it that was killed: a warning for the others.'),
    createdAt: time,
    changedAt: time,
  })
  .meta({ id: 'Story' }) satisfies z.ZodType<StorySummary>;

/** A story with its articles. */
export const storyRecordSchema = storySchema
  .extend({
    members: z
      .array(
        z.object({
          articleId: z.string(),
          title: text,
          url: text,
          feedId: z.string(),
          feed: z.string(),
          outlet: text,
          publishedAt: text,
          firstSeenAt: time,
          of: text.describe(
            'The article whose text it has; null for the lead, and where an operator joined it.',
          ),
          score: z
            .number()
            .nullable()
            .describe('0 to 1: share of the shorter text that stands in the other.'),
          reason: z.string(),
          joinedAt: time,
          killed: killedSchema.nullable().describe('Null while it stands.'),
          passages: z.array(z.string()).describe('What both have, as the shorter one prints it.'),
        }),
      )
      .describe('The lead first.'),
  })
  .meta({ id: 'StoryRecord' }) satisfies z.ZodType<DescribedStory>;

/** A page of stories. */
export const storyPageSchema = z
  .object({
    stories: z.array(storySchema),
    next: text.describe('`after` of the next page; null on the last one.'),
  })
  .meta({ id: 'StoryPage' });

const articleParams = z.strictObject({ id: idField });
const maxJoined = 100;
/** Which articles to make one story of. */
export const joinBody = z.strictObject({
  with: z.array(idField).min(1).max(maxJoined).describe('Ids of the articles that it belongs together with.'),
});

/** Stories: the newest, one with its articles, and what operators decide of them. */
export function addStoryRoutes(app: App, pool: Pool, maxPageSize: number, now: () => Date): void {
  app.get(
    '/v1/stories',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listStories',
        tags: ['stories'],
        summary: 'Stories that several articles tell, newest first',
        querystring: z.strictObject({
          after: idField.optional().describe('`next` of the page before.'),
          limit: limitField(maxPageSize),
          include: includeKilledField.describe('Adds stories of which no article stands any more.'),
        }),
        response: { 200: storyPageSchema, ...problemAnswers },
      },
    },
    async ({ query: { after = null, limit, include } }) => {
      const found = await listStories(pool, after, limit + 1, include === 'killed');
      const stories = found.slice(0, limit);
      return { stories, next: found.length > limit ? (stories.at(-1)?.id ?? null) : null };
    },
  );

  app.get(
    '/v1/stories/:id',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'getStory',
        tags: ['stories'],
        summary: 'A story with its articles, and why each of them belongs to it',
        description: 'The id of a story that was merged into another one gives that other.',
        params: articleParams,
        response: { 200: storyRecordSchema, ...problemAnswers },
      },
    },
    async ({ params: { id } }) => {
      const story = await describeStory(pool, id);
      if (!story) throw new WiredeskError('not-found', `there is no story ${id}`);
      return story;
    },
  );

  app.post(
    '/v1/articles/:id/join',
    {
      config: { scope: 'operate' },
      schema: {
        operationId: 'joinArticles',
        tags: ['stories'],
        summary: 'Makes one story of an article and others, for good',
        params: articleParams,
        body: joinBody,
        response: { 200: articleSchema, ...problemAnswers },
      },
    },
    async ({ params: { id }, body }) => {
      needDecided(await joinArticles(pool, [...new Set([id, ...body.with])], now()), id);
      return needArticle(pool, id);
    },
  );

  app.post(
    '/v1/articles/:id/split',
    {
      config: { scope: 'operate' },
      schema: {
        operationId: 'splitArticle',
        tags: ['stories'],
        summary: 'Takes an article out of its story, for good',
        description: '409 when it is in none.',
        params: articleParams,
        response: { 200: articleSchema, ...problemAnswers },
      },
    },
    async ({ params: { id } }) => {
      needDecided(await splitArticle(pool, id, now()), id);
      return needArticle(pool, id);
    },
  );
}

async function needArticle(pool: Pool, id: string) {
  const record = await findArticleRecord(pool, id);
  if (!record) throw new WiredeskError('not-found', `there is no article ${id}`);
  return record.article;
}
