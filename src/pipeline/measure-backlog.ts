import type { FeedState } from '../domain/feed-state.ts';
import type { PushState } from '../domain/push.ts';
import type { Db } from '../store/db.ts';
import { countSubscriptionsByState } from '../store/hub-subscriptions.ts';
import { countWaitingItems } from '../store/items.ts';
import { countPageWaits } from '../store/page-waits.ts';
import { countFeedsByState, measureLateness } from '../store/polling.ts';

/** What is still to be done, at one moment. */
export interface Backlog {
  /** Items that wait to be normalized, those that wait for their page included. */
  waitingItems: number;
  /** Items that wait for their page before that. */
  awaitingPages: number;
  /** Items that could not be normalized or stored; `wiredesk items list` shows them. */
  setAsideItems: number;
  /** Feeds that are due and that nobody has in hand. */
  overdueFeeds: number;
  /** For how long the longest overdue of them has been waiting. */
  oldestOverdueSeconds: number;
  /** How many polled feeds are in each state. */
  feedsByState: ReadonlyMap<FeedState, number>;
  /** How many subscriptions at hubs are in each state. */
  subscriptionsByState: ReadonlyMap<PushState, number>;
}

/** How far normalizing and polling are behind. Five queries: for a scrape, not for every tick. */
export async function measureBacklog(db: Db, now: Date): Promise<Backlog> {
  const items = await countWaitingItems(db);
  const lateness = await measureLateness(db, now);
  return {
    waitingItems: items.waiting,
    awaitingPages: await countPageWaits(db),
    setAsideItems: items.setAside,
    overdueFeeds: lateness.overdue,
    oldestOverdueSeconds: lateness.oldestSeconds,
    feedsByState: await countFeedsByState(db),
    subscriptionsByState: await countSubscriptionsByState(db),
  };
}
