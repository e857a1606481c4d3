import { Readable } from 'node:stream';
import { z } from 'zod';
import {
  cursorFrame,
  eventFrame,
  eventStreamType,
  heartbeatFrame,
  openingFrame,
  problemFrame,
} from '../deliver/event-stream.ts';
import { WiredeskError } from '../domain/errors.ts';
import type { LogReader, LogView } from '../pipeline/read-log.ts';
import type { Db } from '../store/db.ts';
import { findLogHead } from '../store/events.ts';
import type { AccessWatch } from './access-watch.ts';
import type { App } from './app.ts';
import { writeEvents } from './event-schema.ts';
import type { ArticleField } from './field-selection.ts';
import { logViewOf, refuseCursorAhead, viewFields } from './log-fields.ts';
import { makeProblem, problemAnswers } from './problem.ts';
import { idField } from './query-fields.ts';
import { untilLeft } from './until-left.ts';

const pageSize = 100;
/** A connection on which nothing gets through for so many heartbeats is given up; its reader resumes by Last-Event-ID. */
const stalledHeartbeats = 4;

const streamQuery = z.strictObject({
  after: idField
    .optional()
    .describe(
      'Events after this cursor; 0 is the beginning. Where it is not given: what happens from now on.',
    ),
  ...viewFields,
});
const streamHeaders = z.object({
  'last-event-id': idField.optional().describe('Resumes after this cursor; goes before `after`.'),
});

export interface StreamRouteDeps {
  db: Db;
  reader: LogReader;
  accessWatch: AccessWatch;
  heartbeatMs: number;
}

/** The log as a stream. */
export function addStreamRoutes(app: App, { db, reader, accessWatch, heartbeatMs }: StreamRouteDeps): void {
  const closing = new AbortController();
  app.addHook('preClose', async () => closing.abort());

  app.get(
    '/v1/stream',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'streamEvents',
        tags: ['events'],
        summary: 'The log as it grows, as Server-Sent Events',
        description:
          'Each event has its cursor as `id`, its type as `event`, and the event of `/v1/events` as `data`. A reader that ' +
          'comes again with `Last-Event-ID`, as browsers do, goes on where it was. One that stops reading is cut off. Where the ' +
          'stream cannot go on, as when its topic was removed, it ends with an event `problem`.',
        querystring: streamQuery,
        headers: streamHeaders,
        response: {
          200: {
            description: 'The stream.',
            content: { [eventStreamType]: { schema: z.custom<Readable>().meta({ type: 'string' }) } },
          },
          ...problemAnswers,
        },
      },
    },
    async ({ query: { after, ...query }, headers, apiKey }, reply) => {
      const head = await findLogHead(db);
      const start = headers['last-event-id'] ?? after ?? head;
      refuseCursorAhead(start, head);
      const view = await logViewOf(db, query, pageSize);
      reply.raw.socket?.setTimeout(stalledHeartbeats * heartbeatMs, () => reply.raw.destroy());
      const gone = untilLeft(reply);
      const left = AbortSignal.any([closing.signal, gone, accessWatch.untilRefused(apiKey, gone)]);
      return (
        reply
          .header('cache-control', 'no-store')
          // Else the connection would stay open after the stream, and the server could not close.
          .header('connection', 'close')
          .header('x-accel-buffering', 'no')
          .type(eventStreamType)
          .send(Readable.from(frames(reader, start, { view, fields: query.fields, heartbeatMs, left })))
      );
    },
  );
}

interface Streaming {
  view: LogView;
  fields: readonly ArticleField[] | undefined;
  heartbeatMs: number;
  left: AbortSignal;
}

async function* frames(reader: LogReader, start: string, streaming: Streaming): AsyncGenerator<string> {
  yield openingFrame;
  try {
    yield* logFrames(reader, start, streaming);
  } catch (error) {
    if (!(error instanceof WiredeskError)) throw error;
    yield problemFrame(makeProblem(error.code, error.message));
  }
}

/** A page is made only when the one before it has been taken, so a slow reader holds two of them at most. */
async function* logFrames(
  reader: LogReader,
  start: string,
  { view, fields, heartbeatMs, left }: Streaming,
): AsyncGenerator<string> {
  let after = start;
  while (!left.aborted) {
    const { events, next } = await reader.await(after, view, heartbeatMs, left);
    if (events.length > 0) yield writeEvents(events, fields).map(eventFrame).join('');
    else yield next === after ? heartbeatFrame : cursorFrame(next);
    after = next;
  }
}
