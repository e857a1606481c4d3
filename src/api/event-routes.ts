import { z } from 'zod';
import type { LogReader } from '../pipeline/read-log.ts';
import type { Db } from '../store/db.ts';
import { findLogHead } from '../store/events.ts';
import type { App } from './app.ts';
import { fullEventSchema, selectedEventSchema } from './event-schema.ts';
import { fieldsField, writeSelected } from './field-selection.ts';
import { refuseCursorAhead, viewFields, waitField } from './log-fields.ts';
import { problemAnswers } from './problem.ts';
import { idField, limitField } from './query-fields.ts';
import { untilLeft } from './until-left.ts';

const eventPageSchema = z
  .object({
    events: z.union([z.array(fullEventSchema), z.array(selectedEventSchema)]),
    next: z.string().describe('`after` of the next page. Keep it: it is where to resume.'),
  })
  .meta({ id: 'EventPage' });

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
    async (
      { query: { after, wait, limit, types = null, feed = null, since = null, include, fields } },
      reply,
    ) => {
      refuseCursorAhead(after, await findLogHead(db));
      const view = {
        limit,
        types,
        feedId: feed,
        since,
        withArticles: include === 'article' || fields !== undefined,
      };
      const left = AbortSignal.any([closing.signal, untilLeft(reply)]);
      const { events, next } = await reader.await(after, view, wait * 1000, left);
      const written = events.map(({ article, ...event }) =>
        article ? { ...event, article: writeSelected(article, 'wiredesk', fields) } : event,
      );
      return { events: written, next };
    },
  );
}

function logQuery(maxPageSize: number) {
  return z.strictObject({
    after: idField.default('0').describe('Events after this cursor; 0 is the oldest that is kept.'),
    limit: limitField(maxPageSize),
    wait: waitField,
    fields: fieldsField.describe('Adds these fields of each article, with commas, and its `id`.'),
    ...viewFields,
  });
}
