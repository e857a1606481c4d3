import {
  type MatchedEvent,
  type PlannedDelivery,
  planDeliveries,
  type Told,
} from '../deliver/plan-deliveries.ts';
import type { LogEvent } from '../domain/event.ts';
import type { Producer } from '../queue/producer.ts';
import { type Db, inTransaction, type Pool } from '../store/db.ts';
import { findLogHead, readLogPage } from '../store/events.ts';
import {
  deliveriesFollower,
  findFollower,
  lockFollower,
  moveFollower,
  topicsFollower,
} from '../store/followers.ts';
import { findMuted } from '../store/muted-stories.ts';
import {
  findStoriesOf,
  findTellings,
  insertDeliveries,
  type Listener,
  listListeners,
} from '../store/plan-deliveries.ts';
import { findTopicsOfEvents } from '../store/topic-matches.ts';

export interface DispatchDeps {
  pool: Pool;
  producer: Producer;
  now: () => Date;
}

const pageSize = 500;

/** How far the log is worked off; `behind-topics`: what follows is still to be matched; `elsewhere`: another process does this. */
export type Dispatched =
  | { kind: 'caught-up'; cursor: string }
  | { kind: 'behind-topics' }
  | { kind: 'elsewhere' };

/**
 * Works the log off into deliveries, a page in a transaction, and wakes whoever makes them. The place in the log moves in
 * that transaction, so each event is planned once, whatever stops in between. Events come after they were matched.
 */
export async function dispatchLog(deps: DispatchDeps, signal: AbortSignal): Promise<Dispatched> {
  for (;;) {
    const page = await inTransaction(deps.pool, (db) => dispatchPage(db, deps.now()));
    if (page === null) return { kind: 'elsewhere' };
    const payloads = page.woken.map((subscriptionId) => ({ subscriptionId, cause: `event-${page.next}` }));
    await deps.producer.enqueue('deliver', payloads);
    if (page.isFull && !signal.aborted) continue;
    return page.isBehind ? { kind: 'behind-topics' } : { kind: 'caught-up', cursor: page.next };
  }
}

async function dispatchPage(db: Db, now: Date) {
  const after = await lockFollower(db, deliveriesFollower);
  if (after === null) return null;
  const listeners = await listListeners(db);
  const matched = await findMatchedUpTo(db, listeners);
  const page = { after, limit: pageSize, types: null, since: null, feedId: null };
  const { events, next } = await readLogPage(db, matched === null ? page : { ...page, until: matched });
  const planned = events.length === 0 || listeners.length === 0 ? [] : await plan(db, events, listeners);
  await insertDeliveries(db, planned, now);
  await moveFollower(db, deliveriesFollower, next);
  const woken = [...new Set(planned.map(({ subscriptionId }) => subscriptionId))];
  const isBehind = matched !== null && matched !== (await findLogHead(db));
  return { next, woken, isFull: events.length === pageSize, isBehind };
}

/** The cursor up to which events are matched; null where nobody listens to a topic. */
async function findMatchedUpTo(db: Db, listeners: Listener[]): Promise<string | null> {
  return listeners.some(({ topicId }) => topicId !== null) ? findFollower(db, topicsFollower) : null;
}

async function plan(db: Db, events: LogEvent[], listeners: Listener[]): Promise<PlannedDelivery[]> {
  const articleIds = [...new Set(events.map(({ articleId }) => articleId))];
  const stories = await findStoriesOf(db, articleIds);
  const topics = await findTopicsOfEvents(
    db,
    events.map(({ cursor }) => cursor),
  );
  const told = await findTold(db, articleIds, [...new Set(stories.values())]);
  const matched = events.map(
    (event): MatchedEvent => ({
      event,
      storyId: event.storyId ?? stories.get(event.articleId) ?? null,
      subscriptionIds: listenersTo(event, topics.get(event.cursor), listeners),
    }),
  );
  const policies = new Map(listeners.map(({ id, notices }) => [id, notices]));
  return planDeliveries(matched, policies, told);
}

/** A subscription without a topic listens to everything; each to what happens after it was made. */
function listenersTo(
  { cursor }: LogEvent,
  topics: ReadonlySet<string> | undefined,
  listeners: Listener[],
): string[] {
  return listeners
    .filter(({ topicId, startsAfter }) => {
      const isConcerned = topicId === null || topics?.has(topicId);
      return isConcerned && BigInt(cursor) > BigInt(startsAfter);
    })
    .map(({ id }) => id);
}

async function findTold(db: Db, articleIds: string[], storyIds: string[]): Promise<Told> {
  const tellings = await findTellings(db, articleIds);
  const told: Told = { articles: new Map(), stories: new Map(), muted: new Map() };
  for (const { subscriptionId, articleId, storyId } of tellings) {
    addTo(told.articles, articleId, subscriptionId);
    if (storyId !== null) addTo(told.stories, storyId, subscriptionId);
  }
  for (const { subscriptionId, storyId } of await findMuted(db, storyIds))
    addTo(told.muted, storyId, subscriptionId);
  return told;
}

function addTo(sets: Map<string, Set<string>>, key: string, id: string): void {
  sets.set(key, (sets.get(key) ?? new Set()).add(id));
}
