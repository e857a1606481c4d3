import type { FastifyBaseLogger } from 'fastify';
import type { App } from '../api/app.ts';
import { addArticleChangeRoutes } from '../api/article-change-routes.ts';
import { addArticleRoutes } from '../api/article-routes.ts';
import { createServer } from '../api/create-server.ts';
import { addEventRoutes } from '../api/event-routes.ts';
import { addFeedRoutes } from '../api/feed-routes.ts';
import { addStoryRoutes } from '../api/story-routes.ts';
import { addTopicRoutes } from '../api/topic-routes.ts';
import { type Call, connect } from '../client/connection.ts';
import { createLogReader } from '../pipeline/read-log.ts';
import type { Pool } from '../store/db.ts';
import type { LogSignal } from '../store/log-signal.ts';

export interface LocalApi {
  call: Call;
  close(): Promise<void>;
}

/** Above what any tool asks for. */
const maxPageSize = 1000;
/** No tool waits for the log to grow. */
const unwatched: LogSignal = { beyond: async () => false, close: () => undefined };

/** The part of the API that tools ask, over a store, without a server that listens. */
export async function openLocalApi(
  pool: Pool,
  logger: FastifyBaseLogger,
  now: () => Date,
): Promise<LocalApi> {
  const app = createServer(logger);
  addArticleRoutes(app, pool, maxPageSize);
  addArticleChangeRoutes(app, pool, now);
  addStoryRoutes(app, pool, maxPageSize, now);
  addTopicRoutes(app, pool, maxPageSize, now);
  addFeedRoutes(app, pool, maxPageSize);
  addEventRoutes(app, pool, createLogReader(pool, { grown: unwatched, matched: unwatched }), maxPageSize);
  await app.ready();
  return {
    call: connect({ url: 'http://localhost', fetch: (to, init) => answer(app, new Request(to, init)) }),
    close: () => app.close(),
  };
}

async function answer(app: App, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const payload = await request.text();
  const asked = app.inject({
    method: request.method as 'GET' | 'POST',
    url: `${pathname}${search}`,
    headers: Object.fromEntries(request.headers),
    ...(payload && { payload }),
    signal: request.signal,
  });
  const { statusCode, body } = await asked.catch((error: unknown) => {
    // As fetch does: why it was given up, not that it was.
    request.signal.throwIfAborted();
    throw error;
  });
  return new Response(body, { status: statusCode });
}
