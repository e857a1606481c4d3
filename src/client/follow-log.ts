import type { Article } from '../domain/article.ts';
import type { EventType, LogEvent } from '../domain/event.ts';
import type { Call } from './connection.ts';
import { untilItWorks } from './until-it-works.ts';

/** An event of the log, with its article where that was asked for. */
export type Event = LogEvent & { article?: Article };

/** Which events of the log to read. */
export interface LogQuery {
  /** Only events of these types. */
  types?: readonly EventType[];
  /** Only events of articles seen in the feed with this id. */
  feed?: string;
  /** Only events that concern the topic with this id or name. */
  topic?: string;
  /** Only events at or after this time, ISO 8601 with an offset. */
  since?: string;
  /** Adds each article as it is now. */
  include?: 'article';
  /** Events of one page, at most 1000 as servers are set up. */
  limit?: number;
}

export interface FollowOptions extends LogQuery {
  /** Events after this cursor; `0`, where it is not given, is the beginning. */
  after?: string;
  signal?: AbortSignal;
}

export interface EventPage {
  events: Event[];
  /** `after` of the next page. */
  next: string;
}

const waitSeconds = 20;
const spareMs = 15_000;

/**
 * The log from a cursor on, without end: what is there, then what happens. Goes on where it was after any failure that
 * passes, so an event comes once and none is missed. Ends by `break`, or rejects when `signal` aborts.
 */
export async function* followLog(call: Call, options: FollowOptions = {}): AsyncGenerator<Event, never> {
  const { after: start = '0', signal, ...query } = options;
  let after = start;
  for (;;) {
    const from = after;
    const read = () =>
      call<EventPage>('v1/events', {
        query: { ...query, after: from, wait: waitSeconds },
        timeoutMs: waitSeconds * 1000 + spareMs,
        signal,
      });
    const { events, next } = await untilItWorks(read, signal);
    yield* events;
    after = next;
  }
}
