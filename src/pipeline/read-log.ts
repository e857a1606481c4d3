import type { Article } from '../domain/article.ts';
import type { LogEvent } from '../domain/event.ts';
import { findArticles } from '../store/articles.ts';
import type { Pool } from '../store/db.ts';
import { type LogPage, readLogPage } from '../store/events.ts';
import type { LogSignal } from '../store/log-signal.ts';

/** What a reader of the log wants to see. */
export interface LogView extends Omit<LogPage, 'after'> {
  /** Whether each event brings its article, as it is now. */
  withArticles: boolean;
}

/** Some events in the order of the log; `next` is the cursor to go on after. */
export interface LogSlice {
  events: (LogEvent & { article?: Article })[];
  next: string;
}

/** Reads the log for many at once. */
export interface LogReader {
  read(after: string, view: LogView): Promise<LogSlice>;
  /** The same, but where there is nothing after `after` it waits for `waitMs` at most. */
  await(after: string, view: LogView, waitMs: number, signal: AbortSignal): Promise<LogSlice>;
}

/** When there is more to read. */
export interface LogSignals {
  /** The log has grown. */
  grown: LogSignal;
  /** More of it is matched against the topics. */
  matched: LogSignal;
}

/** Readers that ask for the same part at the same moment, as all do who wait for the next event, share one read. */
export function createLogReader(db: Pool, { grown, matched }: LogSignals): LogReader {
  const underWay = new Map<string, Promise<LogSlice>>();

  const read = (after: string, view: LogView): Promise<LogSlice> => {
    const key = JSON.stringify([after, view]);
    const shared = underWay.get(key);
    if (shared) return shared;
    const slice = readSlice(db, after, view).finally(() => underWay.delete(key));
    underWay.set(key, slice);
    return slice;
  };

  return {
    read,
    async await(after, view, waitMs, signal) {
      const deadline = performance.now() + waitMs;
      const more = view.topicId === null ? grown : matched;
      let slice = await read(after, view);
      while (slice.events.length === 0) {
        const leftMs = deadline - performance.now();
        if (leftMs <= 0 || !(await more.beyond(slice.next, leftMs, signal))) break;
        slice = await read(slice.next, view);
      }
      return slice;
    },
  };
}

async function readSlice(db: Pool, after: string, { withArticles, ...page }: LogView): Promise<LogSlice> {
  const slice = await readLogPage(db, { ...page, after });
  if (!withArticles) return slice;
  return { events: await bringArticles(db, slice.events), next: slice.next };
}

/** The events, each with its article as it is now. */
export async function bringArticles(db: Pool, events: LogEvent[]): Promise<LogSlice['events']> {
  const articles = await findArticles(db, [...new Set(events.map(({ articleId }) => articleId))]);
  return events.map((event) => {
    const article = articles.get(event.articleId);
    return article ? { ...event, article } : event;
  });
}
