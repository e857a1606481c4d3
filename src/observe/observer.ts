import type { FetchRecord } from '../domain/feed.ts';
import type { FeedState } from '../domain/feed-state.ts';
import type { PageUse, StoredPage } from '../domain/page.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';
import { createRepeatGuard } from './repeat-guard.ts';

/** What happened in the business, each as one log line and its metrics. */
export interface Observer {
  feedsScheduled(claimed: number, renewed: number, batches: number): void;
  feedFetched(feed: { id: string; key: string }, record: FetchRecord): void;
  feedStateChanged(feed: { id: string; key: string }, from: FeedState, to: FeedState): void;
  /** A fetch whose claim was no longer the feed's: another worker has it, nothing was written. */
  fetchSuperseded(feedId: string): void;
  /** A hub was asked to push; `fault` says why that failed. */
  hubAsked(feed: { id: string; key: string }, hub: string, fault: string | null): void;
  hubConfirmed(feed: { id: string; key: string }, hub: string, leaseUntil: Date): void;
  hubDenied(feed: { id: string; key: string }, hub: string, reason: string | null): void;
  feedPushed(feed: { id: string; key: string }, record: FetchRecord): void;
  /** A push that nothing was taken from. */
  pushDropped(feed: { id: string; key: string }, reason: string): void;
  /** A page was asked for; `isLate`: its item had waited long enough already, and the page is dropped. */
  pageFetched(itemId: string, page: StoredPage, asked: { durationMs: number; isLate: boolean }): void;
  /** What became of the page of a feed's item. */
  pageJudged(feedId: string, itemId: string, use: PageUse, page: StoredPage): void;
  articlesStored(batches: string[], counts: StoredCounts): void;
  /** Articles of a feed were looked through by other rules, and those updated of which these make something else. */
  articlesMadeAnew(feedId: string, counts: { articles: number; updated: number }): void;
  /** Events of the log were matched against the topics. */
  eventsMatched(events: number, matches: number): void;
  /** A topic whose query cannot be read matches nothing. */
  topicUnreadable(name: string, reason: string): void;
  itemSetAside(itemId: string, feedId: string, reason: string): void;
  /** A round of calls to the target of a subscription; `fault` says what it did not take, if anything. */
  roundDelivered(
    subscription: { id: string; name: string },
    calls: number,
    target: { state: string | null; fault: string | null },
  ): void;
  /** The owner of a subscription that was given up was told, or could not be for `fault`. */
  ownerTold(subscription: { id: string; name: string }, fault: string | null): void;
  /** A follower of the log goes on after `to`: what came after `from` up to there is not kept any longer. */
  eventsMissed(follower: string, from: string, to: string): void;
  jobFailed(queue: string, jobId: string, error: Error): void;
  /** A connection or loop that broke and mends itself. */
  faultMet(where: string, error: unknown): void;
}

/** What a batch of items became. */
export interface StoredCounts {
  items: number;
  created: number;
  updated: number;
  /** Items that were sightings of known articles. */
  sighted: number;
}

/**
 * Turns business events into log lines and metrics. Metrics count all; of failures with the same place and message
 * one line is written in 30 seconds, with the number of those held back. `now` is in milliseconds.
 */
export function createObserver(logger: Logger, metrics: Metrics, now: () => number): Observer {
  const repeats = createRepeatGuard(now);
  const warnOnce = (place: string, message: string, line: object, text: string) => {
    const suppressed = repeats.admit(`${text} ${place} ${message}`);
    if (suppressed !== null)
      logger.warn({ ...line, error: message, ...(suppressed && { suppressed }) }, text);
  };
  return {
    feedsScheduled(claimed, renewed, batches) {
      metrics.feedsClaimed.inc(claimed);
      if (claimed + renewed + batches > 0) logger.debug({ claimed, renewed, batches }, 'feeds scheduled');
    },
    feedFetched(feed, record) {
      metrics.fetches.inc({ outcome: record.outcome });
      metrics.fetchSeconds.observe(record.durationMs / 1000);
      metrics.fetchedBytes.inc(record.bytes);
      metrics.items.inc({ change: 'new' }, record.itemsNew);
      metrics.items.inc({ change: 'changed' }, record.itemsChanged);
      const level = record.message === null ? 'info' : 'warn';
      logger[level]({ feed: feed.id, key: feed.key, ...record }, 'feed fetched');
    },
    feedStateChanged(feed, from, to) {
      const level = to === 'healthy' || from === 'new' ? 'info' : 'warn';
      logger[level]({ feed: feed.id, key: feed.key, from, to }, 'feed state changed');
    },
    fetchSuperseded(feedId) {
      logger.debug({ feed: feedId }, 'fetch superseded');
    },
    hubAsked(feed, hub, fault) {
      metrics.hubRequests.inc({ outcome: fault === null ? 'accepted' : 'failed' });
      const line = { feed: feed.id, key: feed.key, hub };
      if (fault === null) logger.info(line, 'hub asked to push');
      else logger.warn({ ...line, fault }, 'hub cannot be asked to push');
    },
    hubConfirmed(feed, hub, leaseUntil) {
      metrics.hubRequests.inc({ outcome: 'confirmed' });
      logger.info({ feed: feed.id, key: feed.key, hub, leaseUntil }, 'hub confirmed that it pushes');
    },
    hubDenied(feed, hub, reason) {
      metrics.hubRequests.inc({ outcome: 'denied' });
      logger.warn({ feed: feed.id, key: feed.key, hub, reason }, 'hub denied to push');
    },
    feedPushed(feed, record) {
      metrics.pushes.inc({ outcome: 'read' });
      metrics.items.inc({ change: 'new' }, record.itemsNew);
      metrics.items.inc({ change: 'changed' }, record.itemsChanged);
      logger.info({ feed: feed.id, key: feed.key, ...record }, 'feed pushed');
    },
    pushDropped(feed, reason) {
      metrics.pushes.inc({ outcome: 'dropped' });
      warnOnce(feed.key, reason, { feed: feed.id, key: feed.key }, 'push dropped');
    },
    pageFetched(itemId, { url, outcome, status, message }, { durationMs, isLate }) {
      metrics.pageFetches.inc({ outcome });
      metrics.pageFetchSeconds.observe(durationMs / 1000);
      logger.info({ item: itemId, url, outcome, status, message, durationMs, isLate }, 'page fetched');
    },
    pageJudged(feedId, itemId, use, { url, message }) {
      metrics.pages.inc({ use });
      if (use === 'taken') logger.debug({ feed: feedId, item: itemId, url }, 'page taken for the article');
      else logger.info({ feed: feedId, item: itemId, url, use, message }, "feed's own text kept");
    },
    articlesStored(batches, counts) {
      metrics.articles.inc({ event: 'created' }, counts.created);
      metrics.articles.inc({ event: 'updated' }, counts.updated);
      metrics.articles.inc({ event: 'sighted' }, counts.sighted);
      logger.info({ batches, ...counts }, 'articles stored');
    },
    articlesMadeAnew(feedId, counts) {
      metrics.articles.inc({ event: 'made-anew' }, counts.updated);
      logger.info({ feed: feedId, ...counts }, 'articles made anew');
    },
    eventsMatched(events, matches) {
      metrics.eventsMatched.inc(events);
      metrics.topicMatches.inc(matches);
      if (events > 0) logger.debug({ events, matches }, 'events matched');
    },
    topicUnreadable(topic, reason) {
      warnOnce(topic, reason, { topic }, 'topic cannot be read');
    },
    itemSetAside(itemId, feedId, reason) {
      metrics.itemsSetAside.inc();
      logger.error({ item: itemId, feed: feedId, reason }, 'item set aside');
    },
    roundDelivered(subscription, calls, { state, fault }) {
      metrics.calls.inc({ outcome: fault === null ? 'taken' : 'failed' }, calls);
      const line = { subscription: subscription.id, name: subscription.name, calls };
      if (state !== null) logger.warn({ ...line, state, fault }, 'subscription given up');
      else if (fault !== null) warnOnce(subscription.name, fault, line, 'delivery failed');
      else logger.debug(line, 'delivered');
    },
    ownerTold({ id, name }, fault) {
      const line = { subscription: id, name };
      if (fault === null) logger.info(line, 'owner told that the subscription was given up');
      else logger.warn({ ...line, fault }, 'owner cannot be told that the subscription was given up');
    },
    eventsMissed(follower, from, to) {
      const line = { follower, from, to, setting: 'retention.eventDays' };
      logger.error(
        line,
        'events were deleted before they were worked off; goes on with the oldest that is kept',
      );
    },
    jobFailed(queue, jobId, error) {
      metrics.jobFailures.inc({ queue });
      warnOnce(queue, messageOf(error), { queue, job: jobId }, 'job failed');
    },
    faultMet(where, error) {
      metrics.faults.inc({ where });
      warnOnce(where, messageOf(error), { where }, 'fault met');
    },
  };
}

/** Node's error for several addresses that all refused has a code, but no message. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || (error as NodeJS.ErrnoException).code || error.name;
}
