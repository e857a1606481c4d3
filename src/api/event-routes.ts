import { z } from 'zod';
import type { LogReader } from '../pipeline/read-log.ts';
import type { Db } from '../store/db.ts';
import { findLogHead } from '../store/events.ts';
import type { App } from './app.ts';
import { eventsField, writeEvents } from './event-schema.ts';
import { logViewOf, refuseCursorAhead, viewFields, waitField } from './log-fields.ts';
import { problemAnswers } from './problem.ts';
import { idField, limitField } from './query-fields.ts';
import { untilLeft } from './until-left.ts';

const eventPageSchema = z
  .object({
    events: eventsField,
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
    async ({ query: { after, wait, limit, ...query } }, reply) => {
      refuseCursorAhead(after, await findLogHead(db));
      const view = await logViewOf(db, query, limit);
      const left = AbortSignal.any([closing.signal, untilLeft(reply)]);
      const { events, next } = await reader.await(after, view, wait * 1000, left);
      return { events: writeEvents(events, query.fields), next };
    },
  );
}

function logQuery(maxPageSize: number) {
  return z.strictObject({
    after: idField.default('0').describe('Events after this cursor; 0 is the oldest that is kept.'),
    limit: limitField(maxPageSize),
    wait: waitField,
    ...viewFields,
  });
}
