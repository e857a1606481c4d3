import {
  type MatchedEvent,
  type PlannedDelivery,
  planDeliveries,
  type Told,
} from '../deliver/plan-deliveries.ts';
import type { LogEvent } from '../domain/event.ts';
import type { Db } from '../store/db.ts';
import { everyEvent, findLogHead, findMatchedHead, readLogPage } from '../store/events.ts';
import { lockFollower, moveFollower } from '../store/followers.ts';
import type { Muted } from '../store/muted-stories.ts';
import { findStoriesOf, type Listener, type Telling } from '../store/plan-deliveries.ts';
import { findTopicsOfEvents } from '../store/topic-matches.ts';

/** Who tells listeners (subscriptions, outputs) of the log. */
export interface Teller {
  /** Under which name its place in the log is kept. */
  follower: string;
  listListeners(db: Db): Promise<Listener[]>;
  /** Who was told of these articles, or of others of their stories. */
  findTellings(db: Db, articleIds: string[]): Promise<Telling[]>;
  /** Who wants to hear no more of these stories. */
  findMuted(db: Db, storyIds: string[]): Promise<Muted[]>;
  /** Writes what is to be told. */
  write(db: Db, plan: Plan): Promise<void>;
}

/** What of some events is to be told to whom. */
export interface Plan {
  planned: PlannedDelivery[];
  events: LogEvent[];
  listeners: Listener[];
  /** Who was told before. */
  tellings: Telling[];
  /** The stories that the articles of the events belong to now, by article. */
  stories: ReadonlyMap<string, string>;
}

const pageSize = 500;

/**
 * Plans and writes what is to be told of the next page of the log, and moves the follower past it; null while another process does.
 * `isFull`: more may follow at once; `isBehind`: what follows is still to be matched.
 */
export async function tellPage(db: Db, teller: Teller) {
  const after = await lockFollower(db, teller.follower);
  if (after === null) return null;
  const listeners = await teller.listListeners(db);
  const matched = await findMatchedUpTo(db, listeners);
  const page = { ...everyEvent, after, limit: pageSize };
  const { events, next } = await readLogPage(db, matched === null ? page : { ...page, until: matched });
  const isIdle = events.length === 0 || listeners.length === 0;
  const plan = isIdle ? null : await planEvents(db, teller, events, listeners);
  if (plan) await teller.write(db, plan);
  await moveFollower(db, teller.follower, next);
  const isBehind = matched !== null && matched !== (await findLogHead(db));
  return { next, planned: plan?.planned ?? [], isFull: events.length === pageSize, isBehind };
}

/** The cursor up to which events are matched; null where nobody listens to a topic. */
async function findMatchedUpTo(db: Db, listeners: Listener[]): Promise<string | null> {
  return listeners.some(({ topicId }) => topicId !== null) ? findMatchedHead(db) : null;
}

async function planEvents(db: Db, teller: Teller, events: LogEvent[], listeners: Listener[]): Promise<Plan> {
  const articleIds = [...new Set(events.map(({ articleId }) => articleId))];
  const stories = await findStoriesOf(db, articleIds);
  const topics = await findTopicsOfEvents(
    db,
    events.map(({ cursor }) => cursor),
  );
  const tellings = await teller.findTellings(db, articleIds);
  const muted = await teller.findMuted(db, [...new Set(stories.values())]);
  const matched = events.map(
    (event): MatchedEvent => ({
      event,
      storyId: event.storyId ?? stories.get(event.articleId) ?? null,
      listenerIds: listenersTo(event, topics.get(event.cursor), listeners),
    }),
  );
  const policies = new Map(listeners.map(({ id, notices }) => [id, notices]));
  const planned = planDeliveries(matched, policies, toldBy(tellings, muted));
  return { planned, events, listeners, tellings, stories };
}

/** A listener without a topic listens to everything; each to what happens after it was made. */
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

function toldBy(tellings: Telling[], muted: Muted[]): Told {
  const told: Told = { articles: new Map(), stories: new Map(), muted: new Map() };
  for (const { listenerId, articleId, storyId } of tellings) {
    addTo(told.articles, articleId, listenerId);
    if (storyId !== null) addTo(told.stories, storyId, listenerId);
  }
  for (const { listenerId, storyId } of muted) addTo(told.muted, storyId, listenerId);
  return told;
}

function addTo(sets: Map<string, Set<string>>, key: string, id: string): void {
  sets.set(key, (sets.get(key) ?? new Set()).add(id));
}
