/** The client of the HTTP API: `import { createClient } from 'wiredesk/client'`. Runs wherever there is `fetch`. */
import type { Article } from '../domain/article.ts';
import { type ArticleQuery, listArticles } from './articles.ts';
import { type ConnectionOptions, connect } from './connection.ts';
import { type ConsumeOptions, consume } from './consume.ts';
import { type Event, type EventPage, type FollowOptions, followLog, type LogQuery } from './follow-log.ts';

export type { Article, ArticleImage, Author, Copyright, Dateline } from '../domain/article.ts';
export type { EventType } from '../domain/event.ts';
export { ProblemError } from './problem-error.ts';
export type { ArticleQuery, ConnectionOptions, ConsumeOptions, Event, EventPage, FollowOptions, LogQuery };

export interface Client {
  /** One article as it is now. Rejects with a ProblemError `not-found`. */
  article(id: string, signal?: AbortSignal): Promise<Article>;
  /** Articles, newest first, page after page. To browse; to miss none, follow the log. */
  articles(query?: ArticleQuery): AsyncGenerator<Article>;
  /** One page of the log. */
  events(query?: LogQuery & { after?: string; wait?: number; signal?: AbortSignal }): Promise<EventPage>;
  /** The log from a cursor on, without end, resumed after any failure that passes. */
  follow(options?: FollowOptions): AsyncGenerator<Event, never>;
  /** Works off the log as one of the workers of a consumer whose place the server remembers. */
  consume(name: string, handle: (events: Event[]) => Promise<void>, options?: ConsumeOptions): Promise<void>;
}

/** A client of the API at `url`. Holds no connection of its own: there is nothing to close. */
export function createClient(options: ConnectionOptions): Client {
  const call = connect(options);
  return {
    article: (id, signal) => call(`v1/articles/${encodeURIComponent(id)}`, { signal }),
    articles: (query) => listArticles(call, query),
    events: ({ signal, ...query } = {}) => call('v1/events', { query, signal }),
    follow: (following) => followLog(call, following),
    consume: (name, handle, consuming) => consume(call, name, handle, consuming),
  };
}
