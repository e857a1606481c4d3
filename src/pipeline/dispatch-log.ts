import {
  type MatchedEvent,
  type PlannedDelivery,
  planDeliveries,
  type Told,
} from '../deliver/plan-deliveries.ts';
import type { LogEvent } from '../domain/event.ts';
import type { Producer } from '../queue/producer.ts';
import { type Db, inTransaction, type Pool } from '../store/db.ts';
import { readLogPage } from '../store/events.ts';
import { deliveriesFollower, lockFollower, moveFollower } from '../store/followers.ts';
import {
  findStoriesOf,
  findTellings,
  insertDeliveries,
  type Listener,
  listListeners,
} from '../store/plan-deliveries.ts';

export interface DispatchDeps {
  pool: Pool;
  producer: Producer;
  now: () => Date;
}

const pageSize = 500;

/**
 * Works the log off into deliveries, a page in a transaction, and wakes whoever makes them. The place in the log moves in
 * that transaction, so each event is planned once, whatever stops in between. Returns the cursor it came to; null while
 * another process does this.
 */
export async function dispatchLog(deps: DispatchDeps, signal: AbortSignal): Promise<string | null> {
  for (;;) {
    const page = await inTransaction(deps.pool, (db) => dispatchPage(db, deps.now()));
    if (page === null) return null;
    const payloads = page.woken.map((subscriptionId) => ({ subscriptionId, wake: page.next }));
    await deps.producer.enqueue('deliver', payloads);
    if (!page.isFull || signal.aborted) return page.next;
  }
}

async function dispatchPage(db: Db, now: Date) {
  const after = await lockFollower(db, deliveriesFollower);
  if (after === null) return null;
  const listeners = await listListeners(db);
  const { events, next } = await readLogPage(db, {
    after,
    limit: pageSize,
    types: null,
    since: null,
    feedId: null,
  });
  const planned = events.length === 0 || listeners.length === 0 ? [] : await plan(db, events, listeners);
  await insertDeliveries(db, planned, now);
  await moveFollower(db, deliveriesFollower, next);
  const woken = [...new Set(planned.map(({ subscriptionId }) => subscriptionId))];
  return { next, woken, isFull: events.length === pageSize };
}

async function plan(db: Db, events: LogEvent[], listeners: Listener[]): Promise<PlannedDelivery[]> {
  const articleIds = [...new Set(events.map(({ articleId }) => articleId))];
  const [stories, told] = [await findStoriesOf(db, articleIds), await findTold(db, articleIds)];
  const matched = events.map(
    (event): MatchedEvent => ({
      event,
      storyId: event.storyId ?? stories.get(event.articleId) ?? null,
      subscriptionIds: listenersTo(event, listeners),
    }),
  );
  const policies = new Map(listeners.map(({ id, notices }) => [id, notices]));
  return planDeliveries(matched, policies, told);
}

/** A subscription without a topic listens to everything that happens after it was made. */
function listenersTo({ cursor }: LogEvent, listeners: Listener[]): string[] {
  return listeners
    .filter(({ topicId, startsAfter }) => topicId === null && BigInt(cursor) > BigInt(startsAfter))
    .map(({ id }) => id);
}

async function findTold(db: Db, articleIds: string[]): Promise<Told> {
  const tellings = await findTellings(db, articleIds);
  const told: Told = { articles: new Map(), stories: new Map() };
  for (const { subscriptionId, articleId, storyId } of tellings) {
    addTo(told.articles, articleId, subscriptionId);
    if (storyId !== null) addTo(told.stories, storyId, subscriptionId);
  }
  return told;
}

function addTo(sets: Map<string, Set<string>>, key: string, id: string): void {
  sets.set(key, (sets.get(key) ?? new Set()).add(id));
}
