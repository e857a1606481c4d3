import { z } from 'zod';
import { checkExamples, type ExampleFault } from '../normalize/check-examples.ts';
import type { RuleBook } from '../normalize/rule-book.ts';
import { feedRulesSchema } from '../normalize/rules.ts';
import { type ArticleChange, type Backtest, backtestFeed } from '../pipeline/backtest-feed.ts';
import type { Pool } from '../store/db.ts';
import { findFeedContexts } from '../store/feeds.ts';
import type { App } from './app.ts';
import { diffPartsSchema } from './article-change-routes.ts';
import { needFeed, noFeed } from './find-feed.ts';
import { problemAnswers } from './problem.ts';
import { idField } from './query-fields.ts';

/** What trying rules needs: those of all feeds, and how far back articles are looked at. */
export interface FeedTestDeps {
  rules: () => RuleBook;
  anewDays: number;
  storyWindowDays: number;
}

/** Articles are made anew in the process that answers everybody. */
const maxTested = 100;
const timeoutMs = 20_000;
const dayMs = 86_400_000;

const removalsSchema = z.array(z.object({ rule: z.string(), text: z.string() }));
const ids = z.array(z.string());

const articleChangeSchema = z.object({
  articleId: z.string(),
  url: z.string().nullable(),
  title: z.string().nullable(),
  fields: z.array(z.object({ field: z.string(), parts: diffPartsSchema })),
  removedAnew: removalsSchema,
  noLongerRemoved: removalsSchema,
  sameAs: ids.describe('Articles that have the address or the text it would have.'),
  links: z
    .object({ lost: ids, gained: ids })
    .describe('Articles that it would be linked to in stories no longer, and newly.'),
}) satisfies z.ZodType<ArticleChange>;

const backtestSchema = z
  .object({
    articles: z.int().describe('Articles looked through.'),
    changed: z.int().describe('Those that would get a revision.'),
    fields: z.record(z.string(), z.int()).describe('How many would change in each field.'),
    removedAnew: z.int(),
    noLongerRemoved: z.int(),
    identities: z.int().describe('Those whose address or text, by which copies find them, would be another.'),
    stories: z.int().describe('Those whose links in stories would change.'),
    failed: z.int(),
    examples: z.array(articleChangeSchema).describe('A few for every field.'),
    faults: z
      .array(z.object({ example: z.string(), field: z.string(), expected: z.unknown(), got: z.unknown() }))
      .describe('Where the rules do not make of their own examples what these expect.'),
  })
  .meta({ id: 'Backtest' }) satisfies z.ZodType<Backtest & { faults: ExampleFault[] }>;

const testSchema = z.strictObject({
  rules: feedRulesSchema
    .nullish()
    .describe('The rules to try in the place of those the feed has, which are tried where there are none.'),
  limit: z.int().min(1).max(maxTested).default(maxTested).describe('The newest so many articles.'),
});

/** Rules to be tried on what a feed brought. */
export function addFeedTestRoutes(app: App, pool: Pool, now: () => Date, deps: FeedTestDeps): void {
  app.post(
    '/v1/feeds/:id/test',
    {
      config: { scope: 'operate' },
      schema: {
        operationId: 'testFeed',
        tags: ['feeds'],
        summary: 'What rules would change in the articles that a feed brought',
        description: 'Articles are made anew of their stored items. Nothing is written.',
        params: z.strictObject({ id: idField }),
        body: testSchema,
        response: { 200: backtestSchema, ...problemAnswers },
      },
    },
    async ({ params: { id }, body: { rules: tried, limit } }) => {
      const { id: feedId } = await needFeed(pool, id);
      const stored = (await findFeedContexts(pool, [feedId])).get(feedId);
      if (!stored) throw noFeed(id);
      const feed = { ...stored, rules: tried ?? stored.rules };
      const { rulesFor } = deps.rules();
      const result = await backtestFeed(pool, feed, rulesFor, {
        since: new Date(now().getTime() - deps.anewDays * dayMs),
        limit,
        storyWindowDays: deps.storyWindowDays,
        signal: AbortSignal.timeout(timeoutMs),
        onArticles: () => undefined,
      });
      return { ...result, faults: checkExamples(feed, rulesFor).faults };
    },
  );
}
