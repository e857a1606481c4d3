import { z } from 'zod';
import { eventTypes, type LogEvent } from '../domain/event.ts';
import { revisionClasses } from '../domain/revision.ts';
import { findArticles } from '../store/articles.ts';
import type { Db } from '../store/db.ts';
import { findLogHead, listEvents, nextCursor } from '../store/events.ts';
import type { App } from './app.ts';
import { articleSchema } from './article-schema.ts';
import { InvalidInput } from './invalid-input.ts';
import { problemAnswers } from './problem.ts';
import { idField, limitField, listField, timeField } from './query-fields.ts';

const eventSchema = z
  .object({
    cursor: z.string(),
    type: z.enum(eventTypes),
    articleId: z.string(),
    revision: z.int(),
    changed: z
      .array(z.string())
      .describe(
        "Names of the article's fields that changed; of `story`, what did: joined, left, lead or killed.",
      ),
    at: z.string().describe('ISO 8601 UTC.'),
    storyId: z.string().nullable().describe('Of `story`.'),
    class: z.enum(revisionClasses).nullable().describe('Of `updated`: what the change is.'),
    reason: z.string().nullable().describe('Why, in words, where the type does not say all.'),
  })
  .meta({ id: 'Event' }) satisfies z.ZodType<LogEvent>;

const eventPageSchema = z
  .object({
    events: z.array(eventSchema.extend({ article: articleSchema.optional() })),
    next: z.string().describe('`after` of the next page. Keep it: it is where to resume.'),
  })
  .meta({ id: 'EventPage' });

/** The log of what happened to articles. */
export function addEventRoutes(app: App, db: Db, maxPageSize: number): void {
  app.get(
    '/v1/events',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'listEvents',
        tags: ['events'],
        summary: 'The log: what was created, updated, killed and joined to stories, in order',
        description:
          'Start at `after=0` and go on with `next`: nothing is missed and nothing comes twice. ' +
          'Where `next` equals `after`, nothing new has happened.',
        querystring: logQuery(maxPageSize),
        response: { 200: eventPageSchema, ...problemAnswers },
      },
    },
    async ({ query: { after, limit, types = null, feed: feedId = null, since = null, include } }) => {
      // Read before the events: everything up to this cursor is visible to the query that follows.
      const head = await findLogHead(db);
      refuseCursorAhead(after, head);
      const events = await listEvents(db, { after, limit, types, since, feedId });
      const next = nextCursor(events, limit, head);
      return { events: include ? await withArticles(db, events) : events, next };
    },
  );
}

function logQuery(maxPageSize: number) {
  return z.strictObject({
    after: idField.default('0').describe('Events after this cursor; 0 is the beginning.'),
    limit: limitField(maxPageSize),
    types: listField(eventTypes)
      .optional()
      .describe('Only these types: created, updated, killed, story, with commas.'),
    feed: idField.optional().describe('Only events of articles seen in the feed with this id.'),
    since: timeField.optional().describe('Only events at or after this time.'),
    include: z.literal('article', 'use article').optional().describe('Adds each article as it is now.'),
  });
}

/** Such a cursor is from another store: waiting there would miss everything until the log has grown so far. */
function refuseCursorAhead(after: string, head: string): void {
  if (BigInt(after) <= BigInt(head)) return;
  const message = `after is "${after}"; use a cursor of this log, from 0 to ${head}`;
  throw new InvalidInput([{ in: 'query', place: 'after', message }]);
}

async function withArticles(db: Db, events: LogEvent[]) {
  const articles = await findArticles(db, [...new Set(events.map((event) => event.articleId))]);
  return events.map((event) => {
    const article = articles.get(event.articleId);
    return article ? { ...event, article } : event;
  });
}
