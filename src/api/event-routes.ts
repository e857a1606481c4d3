import { z } from 'zod';
import { eventTypes, type LogEvent } from '../domain/event.ts';
import { revisionClasses } from '../domain/revision.ts';
import type { LogReader } from '../pipeline/read-log.ts';
import type { Db } from '../store/db.ts';
import { findLogHead } from '../store/events.ts';
import type { App } from './app.ts';
import { articleSchema } from './article-schema.ts';
import { refuseCursorAhead, viewFields } from './log-fields.ts';
import { problemAnswers } from './problem.ts';
import { idField, limitField } from './query-fields.ts';
import { untilLeft } from './until-left.ts';

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

/** Less than the time in which proxies give an answer up. */
const longestWaitSeconds = 25;
const useWait = `use a whole number of seconds from 0 to ${longestWaitSeconds}`;
const waitField = z.coerce
  .number(useWait)
  .int(useWait)
  .min(0, useWait)
  .max(longestWaitSeconds, useWait)
  .default(0)
  .describe('For how many seconds to wait for an event where there is none yet.');

/** The log of what happened to articles. */
export function addEventRoutes(app: App, db: Db, reader: LogReader, maxPageSize: number): void {
  const closing = new AbortController();
  app.addHook('preClose', async () => closing.abort());

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
    async ({ query: { after, wait, limit, types = null, feed = null, since = null, include } }, reply) => {
      refuseCursorAhead(after, await findLogHead(db));
      const view = { limit, types, feedId: feed, since, withArticles: include === 'article' };
      const left = AbortSignal.any([closing.signal, untilLeft(reply)]);
      return reader.await(after, view, wait * 1000, left);
    },
  );
}

function logQuery(maxPageSize: number) {
  return z.strictObject({
    after: idField.default('0').describe('Events after this cursor; 0 is the beginning.'),
    limit: limitField(maxPageSize),
    wait: waitField,
    ...viewFields,
  });
}
