import { hashItemKey } from '../dedupe/identities.ts';
import type { FetchRecord } from '../domain/feed.ts';
import type { Fetched, FetchOutcome, NotModified } from '../domain/fetch-outcome.ts';
import type { FeedItem, ParsedFeed, ParseOutcome } from '../domain/parsed-feed.ts';
import type { Fetcher } from '../fetch/fetcher.ts';
import type { Observer } from '../observe/observer.ts';
import { contentHash } from '../parse/content-hash.ts';
import type { Producer } from '../queue/producer.ts';
import { nextDue, type PollOutcome, type ScheduleLimits } from '../schedule/next-due.ts';
import type { Db } from '../store/db.ts';
import { type IncomingItem, type SettledFetch, settleFetch } from '../store/fetches.ts';
import { findItemHeads, packItem } from '../store/items.ts';
import { isRefusedData } from '../store/pg-errors.ts';
import { type Claim, dropClaim, type FeedToFetch, findClaimedFeed } from '../store/polling.ts';

export interface FetchFeedDeps {
  db: Db;
  fetcher: Fetcher;
  parse: (body: Uint8Array, about: { contentType: string | null; baseUrl: string }) => Promise<ParseOutcome>;
  producer: Producer;
  observer: Observer;
  schedule: ScheduleLimits;
  now: () => Date;
  /** 0 ≤ r < 1 */
  random: () => number;
}

/** What a fetch came to: how it ended, and the feed where one was read. */
interface Reading {
  outcome: FetchOutcome;
  feed: ParsedFeed | null;
  /** Why the body was no feed. */
  unreadable: { code: string; message: string } | null;
}

/** Fetches a claimed feed, reads it, and stores what is new in it. Safe to run twice: only the open claim counts. */
export async function fetchFeed(deps: FetchFeedDeps, claim: Claim, signal: AbortSignal): Promise<void> {
  const feed = await findClaimedFeed(deps.db, claim);
  if (!feed) return dropClaim(deps.db, claim);

  const startedAt = deps.now();
  const outcome = await deps.fetcher.fetch(feed, signal);
  signal.throwIfAborted();
  const reading = await read(deps, outcome);
  try {
    await settle(deps, claim, feed, reading, startedAt);
  } catch (error) {
    if (!isRefusedData(error)) throw error;
    const unreadable = {
      code: 'refused-data',
      message: `the store refuses what the feed holds: ${error.message}`,
    };
    await settle(deps, claim, feed, { outcome, feed: null, unreadable }, startedAt);
  }
}

/** A fault of the parser is the feed's trouble alone: recorded, backed off from, and met again at the next poll. */
async function read(deps: FetchFeedDeps, outcome: FetchOutcome): Promise<Reading> {
  const answer = answerOf(outcome);
  if (answer?.kind !== 'fetched') return { outcome, feed: null, unreadable: null };
  try {
    const parsed = await deps.parse(answer.body, { contentType: answer.contentType, baseUrl: answer.url });
    if (parsed.kind === 'unreadable') return { outcome, feed: null, unreadable: parsed };
    return { outcome, feed: parsed.feed, unreadable: null };
  } catch (error) {
    const message = `the parser failed on this feed: ${error instanceof Error ? error.message : error}`;
    return { outcome, feed: null, unreadable: { code: 'parser-fault', message } };
  }
}

async function settle(
  deps: FetchFeedDeps,
  claim: Claim,
  feed: FeedToFetch,
  reading: Reading,
  startedAt: Date,
): Promise<void> {
  const items = await findUnknownItems(deps.db, feed, reading.feed?.items ?? []);
  const settled = settlement(deps, feed, reading, items, startedAt);
  const stored = await settleFetch(deps.db, claim, settled);
  if (!stored) return deps.observer.fetchSuperseded(feed.id);
  const isNews = stored.itemsNew + stored.itemsChanged > 0;
  if (isNews) await deps.producer.enqueue('normalize', [{ batch: stored.batch }]);
  deps.observer.feedFetched(feed, { ...settled.record, ...stored });
}

function answerOf(outcome: FetchOutcome): Fetched | NotModified | null {
  if (outcome.kind === 'moved') return outcome.answer;
  return outcome.kind === 'fetched' || outcome.kind === 'not-modified' ? outcome : null;
}

/** The items whose content is not the newest known under their key, oldest first: feeds list the newest first. */
async function findUnknownItems(db: Db, feed: FeedToFetch, items: FeedItem[]): Promise<IncomingItem[]> {
  if (items.length === 0) return [];
  const hashed = items.map((item) => ({
    item,
    keyHash: hashItemKey(feed.id, item.key),
    contentHash: Buffer.from(contentHash(item), 'hex'),
  }));
  const heads = await findItemHeads(
    db,
    feed.id,
    hashed.map(({ keyHash }) => keyHash),
  );
  return hashed
    .filter(({ keyHash, contentHash }) => !heads.get(keyHash.toString('hex'))?.equals(contentHash))
    .map(({ item, keyHash, contentHash }) => ({ key: item.key, keyHash, contentHash, body: packItem(item) }))
    .reverse();
}

function settlement(
  deps: FetchFeedDeps,
  feed: FeedToFetch,
  reading: Reading,
  items: IncomingItem[],
  startedAt: Date,
): SettledFetch {
  const endedAt = deps.now();
  const outcome = pollOutcome(reading);
  const failures = outcome.kind === 'success' ? 0 : feed.failures + 1;
  const history = { schedule: feed.schedule, outcome, failures };
  // A body that could not be read must come again, not be answered by 304.
  const answer = reading.unreadable ? null : answerOf(reading.outcome);
  return {
    record: record(reading, startedAt, endedAt),
    dueAt: nextDue(history, deps.schedule, endedAt, deps.random()),
    validators: answer?.validators ?? null,
    failures,
    movedTo: reading.outcome.kind === 'moved' ? reading.outcome.to : null,
    seen: reading.feed,
    items,
  };
}

function pollOutcome({ outcome, unreadable }: Reading): PollOutcome {
  if (unreadable) return { kind: 'failure' };
  switch (outcome.kind) {
    case 'fetched':
    case 'not-modified':
    case 'moved':
      return { kind: 'success' };
    case 'gone':
      return { kind: 'gone' };
    case 'rate-limited':
      return { kind: 'rate-limited', retryAfterSeconds: outcome.hints.retryAfterSeconds };
    case 'failed':
      return { kind: 'failure' };
  }
}

function record(reading: Reading, startedAt: Date, endedAt: Date): SettledFetch['record'] {
  const { outcome, unreadable } = reading;
  const answer = answerOf(outcome);
  const fault = unreadable ?? (outcome.kind === 'failed' ? outcome : null);
  return {
    startedAt: startedAt.toISOString(),
    durationMs: endedAt.getTime() - startedAt.getTime(),
    outcome: unreadable ? 'unreadable' : outcome.kind,
    code: fault?.code ?? null,
    status: outcome.kind === 'moved' ? outcome.answer.status : outcome.status,
    url: outcome.kind === 'moved' ? outcome.answer.url : outcome.url,
    bytes: answer?.kind === 'fetched' ? answer.body.byteLength : 0,
    items: reading.feed?.items.length ?? 0,
    message: fault?.message ?? standingFault(outcome),
  } satisfies Omit<FetchRecord, 'itemsNew' | 'itemsChanged'>;
}

function standingFault(outcome: FetchOutcome): string | null {
  if (outcome.kind === 'gone') return 'the server says that this feed is gone for good (410)';
  if (outcome.kind !== 'rate-limited') return null;
  const { retryAfterSeconds } = outcome.hints;
  const wish = retryAfterSeconds === null ? '' : `; it asks to wait ${retryAfterSeconds} s`;
  return `the server refuses so many requests (${outcome.status})${wish}`;
}
